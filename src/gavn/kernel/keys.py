"""How definitions are named: ``owner/name@version``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gavn.kernel.errors import Refused

_FORM = re.compile(r"^([a-z][a-z0-9-]*)/([a-z][a-z0-9-]*)(?:@([1-9][0-9]*))?$")


@dataclass(frozen=True, order=True)
class Key:
    """A definition's owner, name and version.

    >>> str(Key.parse("gavn/who-5@1"))
    'gavn/who-5@1'
    """

    owner: str
    name: str
    version: int

    @classmethod
    def parse(cls, text: str) -> Key:
        """Read ``owner/name@version``; without a version it is the first."""
        found = _FORM.match(text)
        if not found:
            raise Refused("{text} is not a key; write it as gavn/who-5@1.", text=text)
        return cls(found[1], found[2], int(found[3] or 1))

    @property
    def path(self) -> str:
        """The key without its version."""
        return f"{self.owner}/{self.name}"

    def __str__(self) -> str:
        return f"{self.path}@{self.version}"
