"""The parts of a service's yearly report, one a file, found by name: each gives its section and its place."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from gavn.kernel.say import Said
from gavn.report.pure.document import Section
from gavn.report.pure.year import Year

Say = Callable[[Said], str]


@cache
def blocks() -> tuple[ModuleType, ...]:
    """All blocks in the order of the report; each has PLACE and section(year, say)."""
    found = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    return tuple(sorted(found, key=lambda block: int(block.PLACE)))


def sections_of(year: Year, say: Say) -> tuple[Section, ...]:
    """The sections of the report; ``say`` words the charts, whose definitions hold plain text."""
    return tuple(block.section(year, say) for block in blocks())
