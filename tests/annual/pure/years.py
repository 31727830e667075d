"""Programme years for the tests of the yearly report: frozen figures of three services, and what a panel wrote."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from gavn.annual.pure.year import PanelDecision, PanelText, ProgrammeYear
from gavn.compare.pure.disclosure import PUBLIC
from gavn.compare.pure.methods.share import share
from gavn.judge.pure.figures import ALL, Counts, Figure, Part, Season
from gavn.judge.pure.quality import Quality, quality_shown, with_all
from gavn.judge.pure.shown import FigureShown, figure_shown
from gavn.kernel.periods import Period
from gavn.kernel.say import Said

NAMES = {"lindenhof": "Lindenhof", "skovly": "Skovly", "fyret": "Fyret"}


def season(yes: int, n: int, missing: int = 0, left_out: int = 0) -> Season:
    """A share as it was frozen."""
    found = share(yes, n)
    counts = Counts(population=n + missing + left_out, base=n + missing, n=n, events=yes)
    return Season(counts, found.value, found.low, found.high, "share")


def figure(key: str, now: dict[str, Season], before: dict[str, Season] | None = None, **more: Any) -> Figure:
    """A figure with its parts; the whole adds them up."""
    whole = [whole_of(seasons) for seasons in (now, before) if seasons]
    parts = [Part(ALL, "Midt", whole[0], whole[1] if before else None)]
    parts += [Part(one, NAMES[one], now[one], before[one] if before else None) for one in now]
    words = {"title": {"en": key.title(), "da": f"{key.title()} (da)"}, "of": {"en": "Stays that ended"},
             "counted": {"en": "Lives in an own home"}, "rationale": {"en": "People ask for it."}}  # fmt: skip
    told = {"class_": "result", "measure": "share", "direction": "more", "evidence": "limited"} | more
    return Figure(key=f"gavn/{key}@1", words=words | told.pop("words", {}), parts=tuple(parts), **told)


def whole_of(seasons: dict[str, Season]) -> Season:
    """All services together."""
    counts = Counts()
    for one in seasons.values():
        counts = counts + one.counts
    return season(counts.events, counts.n, counts.missing, counts.left_out)


def three(*yes: int, n: int = 60, missing: int = 0) -> dict[str, Season]:
    """The same of three services."""
    return {name: season(each, n, missing) for name, each in zip(NAMES, yes, strict=True)}


def shown(*figures: Figure) -> tuple[FigureShown, ...]:
    """As everybody may see them."""
    return tuple(figure_shown(one, PUBLIC) for one in figures)


QUALITY = [
    Quality("lindenhof", "Lindenhof", due=60, done=50, late=20, stays=70),
    Quality("skovly", "Skovly", due=40, done=40, stays=50),
]


def year(*figures: Figure, **more: Any) -> ProgrammeYear:
    """A programme's year as its panel left it."""
    made = ProgrammeYear(
        programme="Housing with support",
        version="gavn/housing-support@2",
        place="Midt",
        period=Period(date(2025, 1, 1), date(2025, 12, 31)),
        frozen=date(2026, 2, 1),
        language="en",
        figures=shown(*figures),
        texts={},
        decisions=(),
        quality=tuple(quality_shown(with_all(QUALITY, "Midt"), PUBLIC)),
    )
    return replace(made, **more)


def text(words: str = "Two houses closed in spring.") -> PanelText:
    """What the panel wrote."""
    return PanelText(Said("Explanation"), words, "Kim Holm", date(2026, 3, 2))


def decision(what: str, indicator: str = "") -> PanelDecision:
    """What the panel decided."""
    return PanelDecision(indicator, what, "Because people wait too long.", "Kim Holm", date(2026, 3, 2))
