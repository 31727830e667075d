"""The identity vault: what is sealed, opened and looked up by keyed hashes, with keys per data controller."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from gavn.people.pure.names import beginnings, parts
from gavn.people.pure.numbers import NationalNumber, national_number
from gavn.works.gateways import keyed_hash, opened, sealed

TOKEN = 24


@dataclass(frozen=True)
class Identity:
    """Who an individual is; stands nowhere outside the vault."""

    given: str = ""
    family: str = ""
    number: str = ""
    number_kind: str = ""
    address: str = ""

    @property
    def name(self) -> str:
        """Given and family name as one."""
        return f"{self.given} {self.family}".strip()


def vault_purpose(controller: str) -> str:
    """What the identities of one data controller are sealed for."""
    return f"vault:{controller}"


def seal_identity(identity: Identity, controller: str) -> bytes:
    """The identity as the vault keeps it; ``controller`` is the data controller's public id."""
    return sealed(json.dumps(asdict(identity)).encode(), purpose=vault_purpose(controller))


def open_identity(closed: bytes, controller: str) -> Identity:
    """The identity in clear."""
    return Identity(**json.loads(opened(closed, purpose=vault_purpose(controller))))


def number_hash(number: str, controller: str) -> str:
    """What a national number is found by; nothing for no number."""
    return keyed_hash(number, purpose=f"number:{controller}") if number else ""


def name_tokens(name: str, controller: str) -> set[str]:
    """Hashes of all parts and beginnings of a name, for keeping."""
    return {_token(beginning, controller) for beginning in beginnings(name)}


def word_tokens(words: str, controllers: Iterable[str]) -> list[list[str]]:
    """For each word somebody searches for, its hashes under each controller."""
    return [[_token(part, controller) for controller in controllers] for part in parts(words)]


def _token(part: str, controller: str) -> str:
    return keyed_hash(part, purpose=f"names:{controller}")[:TOKEN]


def civil_time(at: datetime) -> datetime:
    """A moment as the clock of this installation shows it."""
    return at.astimezone(ZoneInfo(settings.GAVN_ZONE))


def read_number(text: str, on: date) -> NationalNumber | None:
    """The national number somebody typed, or nothing for an empty field.

    Ten digits that could be either country's are read as those of the country whose clock the installation keeps.
    """
    home = "SE" if settings.GAVN_ZONE == "Europe/Stockholm" else "DK"
    return national_number(text, country=home, on=on) if text.strip() else None
