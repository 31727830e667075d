"""The text of a definition under another name or version; everything else stays as its author wrote it."""

from __future__ import annotations

import re

from gavn.kernel.errors import Refused
from gavn.kernel.keys import Key

LONGEST = 1_000_000
_SPELLED = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "é": "e", "ü": "ue"})
_NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
_BRIDGE = re.compile(r"^bridge:.*\n(?:[ \t]+.*(?:\n|$)|[ \t]*\n)*", re.MULTILINE)
_VERSION = re.compile(r"^version:.*$", re.MULTILINE)
_KEY = re.compile(r"^key:.*$", re.MULTILINE)
BRIDGE = (
    "# bridge:   Say in three languages what is the same as in the version before, and what became different.\n"
    "#   en: \n#   da: \n#   sv: \n"
)


def owner_of(name: str) -> str:
    """What an organisation's keys begin with, from its name.

    >>> owner_of("Region Sjælland, 2. kontor")
    'region-sjaelland-2-kontor'
    """
    owner = re.sub(r"[^a-z0-9]+", "-", name.casefold().translate(_SPELLED)).strip("-")[:40].strip("-")
    if not _NAME.fullmatch(owner) or owner == "gavn":
        raise Refused("No key can be made from the name {name}.", name=name, field="unit")
    return owner


def checked_name(name: str) -> str:
    """The last part of a key as it was typed; refused where it is none."""
    typed = name.strip()
    if not _NAME.fullmatch(typed):
        raise Refused("Write the short name with small letters a–z, digits and hyphens, at most 40.", field="name")
    return typed


def checked_text(text: str) -> str:
    """The text with plain line ends; refused where no text file could hold it."""
    if len(text) > LONGEST:
        raise Refused("The text has {length} signs, and {most} is the most.", length=len(text), most=LONGEST,
                      field="text")  # fmt: skip
    if "\x00" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
        raise Refused("The text holds a sign that no text file may hold.", field="text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def renamed(text: str, full_key: str) -> str:
    """The text under another key and version; a bridge does not come along, since it was to another version."""
    key = Key.parse(full_key)
    named = _KEY.sub(f"key: {key.path}", _BRIDGE.sub("", text), count=1)
    return _VERSION.sub(f"version: {key.version}", named, count=1)


def next_version(text: str, full_key: str) -> str:
    """The text as the version after it, with the place where the bridge is written."""
    return _VERSION.sub(lambda found: f"{found[0]}\n{BRIDGE.rstrip()}", renamed(text, full_key), count=1)
