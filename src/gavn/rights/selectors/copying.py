"""What the stages up to here keep about one person, for a copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gavn.people.selectors import who_has_looked
from gavn.people.selectors.for_a_copy import kept_about, plain_rows
from gavn.rights.gateways import open_words
from gavn.rights.models import (
    Contact,
    Decision,
    Due,
    Ground,
    Hold,
    Involvement,
    PersonsRow,
    Profile,
    Representative,
    Told,
)
from gavn.rights.pure.copies import TITLES, Part
from gavn.rights.selectors.rows import rows_of
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.kernel.say import Said
    from gavn.people.models import Individual

TABLES: tuple[type[PersonsRow], ...] = (
    Told, Representative, Contact, Decision, Profile, Involvement, Ground, Hold, Due,
)  # fmt: skip


def parts_up_to_here(user: User, individual: Individual) -> list[Part]:
    """The person, their stays and plans, what was agreed with them, and who has looked."""
    parts = [Part(label, TITLES[label], rows) for label, rows in kept_about(individual).items()]
    for table in TABLES:
        label = table._meta.label
        parts.append(Part(label, TITLES[label], _with_words(table, individual)))
    return [*parts, Part("history.Event", TITLES["history.Event"], _looks(user, individual))]


def _with_words(table: type[PersonsRow], individual: Individual) -> list[dict[str, object]]:
    rows = list(rows_of(table, individual))
    controller = individual.controller.public_id
    opened = [open_words(row.sealed, controller) for row in rows]
    return [plain | words for plain, words in zip(plain_rows(rows), opened, strict=True)]


def _looks(user: User, individual: Individual) -> list[dict[str, object]]:
    """When something was done, what and what for; names of staff are given on request only."""
    return [
        {"at": one.at.isoformat(), "what": _said(one.what), "page": _said(one.page), "purpose": _said(one.purpose)}
        for one in who_has_looked(user, individual).lines
    ]


def _said(words: Said | str) -> str:
    return words if isinstance(words, str) else say(words)
