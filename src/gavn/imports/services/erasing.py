"""Files that were brought in and hold somebody who is erased go as a whole: what they brought stays counted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from gavn.catalogue.selectors import instrument_or_none
from gavn.imports.models import Import
from gavn.imports.pure import read_contents
from gavn.imports.selectors import mapping_of, preview_key
from gavn.kernel.clock import now
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said
from gavn.works.pure.tables import read_table
from gavn.works.selectors import stored_file_or_none
from gavn.works.services import Aging, Eraser, drop_drafts, drop_files, file_content, unlink_files

if TYPE_CHECKING:
    from gavn.imports.pure import Mapping
    from gavn.works.services import Whom

WORD = re.compile(r"\w+")
BROUGHT = Said("Files that were brought in")


@dataclass(frozen=True)
class ImportedFiles:
    """The files of imports with a row about the person."""

    name: str = "imports.files"
    title: Said = BROUGHT

    def count(self, whom: Whom) -> int:
        """How many files hold the person."""
        return sum(1 for _one in _holding(whom))

    def ids(self, whom: Whom) -> set[str]:
        """None."""
        return set()

    def erase(self, whom: Whom) -> None:
        """Forget the files and what was shown of them; the line of the import stays, with its counts."""
        for one in list(_holding(whom)):
            whom.files += drop_files([one.file])
            drop_drafts([preview_key(one.public_id)])
            Import.objects.filter(pk=one.pk).update(state="erased", ended_at=one.ended_at or now())


def files_of_imports(into: list[Eraser]) -> None:
    """Sign up with the files of imports; for works.erasers."""
    into.append(ImportedFiles())


def files_grow_old(into: list[Aging]) -> None:
    """Sign up with the files of imports that have ended; for works.aging."""
    into.append(Aging("imports", lambda day: len(_ended_before(day)), _drop_ended_before))


def _ended_before(day: date) -> list[Import]:
    ended = Import.objects.filter(state__in=("done", "refused"), ended_at__date__lt=day)
    return [one for one in ended if stored_file_or_none(one.file) is not None]


def _drop_ended_before(day: date) -> int:
    ended = _ended_before(day)
    digests = drop_files([one.file for one in ended])
    transaction.on_commit(lambda: unlink_files(digests))
    drop_drafts([preview_key(one.public_id) for one in ended])
    Import.objects.filter(pk__in=[one.pk for one in ended]).update(state="erased")
    return len(ended)


def _holding(whom: Whom) -> Iterator[Import]:
    """The imports whose file is here and holds the person, or cannot be read to find out."""
    for one in Import.objects.exclude(state="erased").order_by("pk"):
        stored = stored_file_or_none(one.file)
        if stored is not None:
            try:
                held = _holds(file_content(stored), mapping_of(one.mapping), whom)
            except (Refused, OSError):
                held = True
            if held:
                yield one


def _holds(content: bytes, mapping: Mapping, whom: Whom) -> bool:
    called = {external for source, external in whom.known_as if source.endswith(f":{mapping.source}")}
    if called and called & set(read_contents(content, mapping, instrument_or_none).persons):
        return True
    rows = (set(_words(cells)) for _number, cells in read_table(content, mapping.file).rows)
    return bool(whom.names) and any(name <= words for words in rows for name in whom.names)


def _words(cells: Sequence[str]) -> Iterator[str]:
    """What stands in a row: each word, and each cell without the signs between its digits."""
    for cell in cells:
        yield from WORD.findall(cell.casefold())
        yield "".join(filter(str.isdigit, cell))
