"""A frozen figure as one kind of reader may see it: small counts hidden, and what follows from them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gavn.compare.pure.disclosure import Policy, Sum, too_few
from gavn.compare.pure.methods.share import share
from gavn.compare.pure.released import Released, released
from gavn.judge.pure.figures import ALL, Counts, Figure, Part, Season
from gavn.kernel.say import Said, rounded, said

LEAST_PERCENT = 20
"""Where counts are rounded, a share of fewer is not told: rounding alone would move it."""
HIDDEN = Said("Too few to be shown to readers who may not open the persons.")
SENTENCES = {
    "share": Said("{events} of {n} ({value} %; between {low} and {high} %). Missing: {missing}.").msgid,
    "mean": Said("{value} on average (between {low} and {high}), of {n}. Missing: {missing}.").msgid,
    "rate": Said("{value} (between {low} and {high}); {events} among {n} stays. Missing: {missing}.").msgid,
}
COUNTED = ("left_out", "missing", "n", "events")
NEEDED = {"share": ("n", "events", "others"), "rate": ("n", "events"), "mean": ("n",)}
"""The counts without which a value of this kind is not told."""
MOVED = {
    1: Said("Clearly higher than the season before."),
    -1: Said("Clearly lower than the season before."),
    0: Said("No clear difference from the season before."),
}
Key = tuple[str, str]


@dataclass(frozen=True)
class SeasonShown:
    """One season of one part; a count that is None is hidden. ``value`` is None where ``why`` says why."""

    left_out: int | None
    missing: int | None
    n: int | None
    events: int | None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    why: Said | None = None


@dataclass(frozen=True)
class PartShown:
    """The whole or a part of it, this season and the one before."""

    id: str
    name: str
    now: SeasonShown
    before: SeasonShown | None


@dataclass(frozen=True)
class FigureShown:
    """A figure for one kind of reader, with the sentence that says what it found."""

    figure: Figure
    parts: tuple[PartShown, ...]
    says: Said
    moved: Said | None

    @property
    def whole(self) -> PartShown:
        """Everything together."""
        return self.parts[0]


def figure_shown(figure: Figure, policy: Policy | None) -> FigureShown:
    """The figure for one kind of reader; ``policy`` is None for those who may open the persons."""
    now = _released(figure, policy, {part.id: part.now for part in figure.parts})
    earlier = {part.id: part.before for part in figure.parts if part.before}
    before = _released(figure, policy, earlier)
    parts = tuple(_part(figure, part, policy, (now, before)) for part in figure.parts)
    return FigureShown(figure, parts, says(figure, parts[0].now), moved(parts[0]))


def _part(figure: Figure, part: Part, policy: Policy | None, found: tuple[Released[Key], Released[Key]]) -> PartShown:
    now = _season(figure, part.id, part.now, found[0], policy=policy)
    before = _season(figure, part.id, part.before, found[1], policy=policy) if part.before else None
    return PartShown(part.id, part.name, now, before)


def _cells(figure: Figure, counts: Counts) -> dict[str, int]:
    plain = {"left_out": counts.left_out, "missing": counts.missing, "n": counts.n}
    if figure.measure == "share":
        return plain | {"events": counts.events, "others": counts.n - counts.events}
    return plain | ({"events": counts.events} if figure.measure == "rate" else {})


def _released(figure: Figure, policy: Policy | None, seasons: dict[str, Season]) -> Released[Key]:
    """All counts of a season at once, so that no hidden one follows from the others."""
    counts = {(part, name): n for part, one in seasons.items() for name, n in _cells(figure, one.counts).items()}
    sums: list[Sum[Key]] = []
    if figure.measure == "share":
        sums += [Sum((part, "n"), ((part, "events"), (part, "others"))) for part in seasons]
    services = [part for part in seasons if part != ALL]
    names = dict.fromkeys(name for _part, name in counts)
    sums += [Sum((ALL, name), tuple((part, name) for part in services)) for name in names]
    return released(counts, sums, policy=policy)


def _season(figure: Figure, part: str, one: Season, found: Released[Key], *, policy: Policy | None) -> SeasonShown:
    left_out, missing, n, events = (found.shown.get((part, name)) for name in COUNTED)
    shown = SeasonShown(left_out, missing, n, events)
    why = one.why_not or _why_hidden(figure, part, one, found, policy=policy)
    if why is not None:
        return replace(shown, why=why)
    if policy is not None and policy.round_to and figure.measure == "share":
        again = share(events or 0, n or 0)
        return replace(shown, value=again.value, low=again.low, high=again.high)
    return replace(shown, value=one.value, low=one.low, high=one.high)


def _why_hidden(figure: Figure, part: str, one: Season, found: Released[Key], *, policy: Policy | None) -> Said | None:
    """Why a value is not shown to this reader."""
    if policy is None:
        return None
    needed = NEEDED[figure.measure]
    if any((part, name) in found.hidden for name in needed) or too_few(one.counts.n, least=policy.least):
        return HIDDEN
    rounded_away = policy.round_to and figure.measure == "share" and (found.shown[part, "n"] < LEAST_PERCENT)
    return HIDDEN if rounded_away else None


def number_of(measure: str, value: float | None) -> float | None:
    """A value as a sentence or a table says it: a share in whole percent, else with two places.

    >>> number_of("share", 0.384), number_of("mean", 12.3456), number_of("rate", None)
    (38, 12.35, None)
    """
    if value is None:
        return None
    return round(100 * value) if measure == "share" else rounded(value)


def says(figure: Figure, one: SeasonShown) -> Said:
    """What a figure found in a season, with how many it is about and how many are missing."""
    if one.value is None:
        return one.why or HIDDEN
    ends = {"value": one.value, "low": one.low, "high": one.high}
    facts = {name: number_of(figure.measure, end) for name, end in ends.items()}
    counts = {"n": _count(one.n), "missing": _count(one.missing), "events": _count(one.events)}
    return said(SENTENCES[figure.measure], **facts, **counts)


def _count(n: int | None) -> object:
    return Said("hidden") if n is None else n


def way_of(part: PartShown) -> int | None:
    """1 where a value is clearly higher than the season before, -1 lower, 0 neither; None where one is not known.

    Intervals that do not overlap differ beyond chance; where they overlap nothing is claimed.
    """
    now, before = _ends(part.now), _ends(part.before)
    if now is None or before is None:
        return None
    return (now[0] > before[1]) - (now[1] < before[0])


def moved(part: PartShown) -> Said | None:
    """How the whole stands beside the season before, in words; nothing where one of them is not known."""
    way = way_of(part)
    return None if way is None else MOVED[way]


def _ends(season: SeasonShown | None) -> tuple[float, float] | None:
    if season is None or season.low is None or season.high is None:
        return None
    return season.low, season.high
