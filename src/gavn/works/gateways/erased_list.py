"""Who was erased, as keyed digests and days, in a file apart from the database; restored copies are held against it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

from gavn.kernel.errors import Refused
from gavn.works.gateways.keyring import locked, written_whole
from gavn.works.gateways.sealing import keyed_hash

NAME_OF_LIST = "erased.json"
FORMAT = "gavn-erased/1"
DIGEST = re.compile(r"[0-9a-f]{64}")


def erased_digest(public_id: str) -> str:
    """What stands in the list for this id; nobody gets back to the id, and only who holds the keys makes one."""
    return keyed_hash(public_id, purpose="erased")


def erased_of(content: bytes, *, place: str = NAME_OF_LIST) -> dict[str, str]:
    """The digests of a list with the day of each; refused when it is none."""
    try:
        told = json.loads(content)
        found = dict(told["erased"]) if told["format"] == FORMAT else {"": ""}
    except (ValueError, KeyError, TypeError) as wrong:
        raise Refused("{place} cannot be read as a list of who was erased.", place=place) from wrong
    if not all(DIGEST.fullmatch(one) for one in found):
        raise Refused("{place} cannot be read as a list of who was erased.", place=place)
    return found


def erased_text(digests: Mapping[str, str]) -> bytes:
    """A list as it is written."""
    return json.dumps({"format": FORMAT, "erased": dict(sorted(digests.items()))}, indent=1).encode()


def erased_list(folder: Path | None = None) -> dict[str, str]:
    """The list of this installation; empty where nobody was erased."""
    path = (folder or Path(settings.GAVN_DATA)) / NAME_OF_LIST
    return erased_of(path.read_bytes(), place=str(path)) if path.exists() else {}


def add_to_erased_list(digests: Mapping[str, str], folder: Path | None = None) -> None:
    """Add to the list, here or in a folder of copies; nothing is ever taken out."""
    place = folder or Path(settings.GAVN_DATA)
    with locked(place):
        known = erased_list(place)
        if set(digests) - set(known):
            written_whole(place / NAME_OF_LIST, erased_text({**digests, **known}))
