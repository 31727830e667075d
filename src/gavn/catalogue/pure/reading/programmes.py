"""Whether a programme asks what exists, of those who can answer it, on occasions that come."""

from __future__ import annotations

from collections.abc import Callable

from gavn.catalogue.pure.formats import Ask, Indicator, Instrument, Programme
from gavn.catalogue.pure.formats.programme import OccasionRule, Track
from gavn.catalogue.pure.reading.instruments import twice
from gavn.catalogue.pure.reading.problems import Find, Found, Path, Reading, reading
from gavn.kernel.say import said

FindIndicator = Callable[[str], Indicator | None]


def read_programme(
    text: str, find: Find, *, find_indicator: FindIndicator | None = None, file: str = ""
) -> Reading[Programme]:
    """The text as a programme over instruments that can be found by their full key, or every problem in it.

    Without ``find_indicator`` the indicators it names are not looked at.
    """

    def problems(programme: Programme) -> Found:
        yield from _problems(programme, find)
        if find_indicator is not None:
            yield from _indicators(programme, find_indicator)

    return reading(text, Programme, problems, file=file)


def _problems(programme: Programme, find: Find) -> Found:
    for number, rule in enumerate(programme.occasions):
        yield from _occasion(rule, ("occasions", number))
    kinds = [rule.kind for rule in programme.occasions]
    once = [(("occasions", number, "kind"), kind) for number, kind in enumerate(kinds) if kind != "follow_up"]
    yield from twice(once)
    asks = enumerate(programme.asks)
    yield from twice((("asks", number), f"{ask.instrument} ({ask.of})") for number, ask in asks)
    for number, ask in enumerate(programme.asks):
        yield from _ask(ask, ("asks", number), find(ask.instrument))
        for at, kind in enumerate(ask.at):
            if kind not in kinds:
                yield ("asks", number, "at", at), said("This programme has no occasion of the kind {kind}.", kind=kind)
    asked = {ask.instrument for ask in programme.asks}
    for number, track in enumerate(programme.track):
        yield from _track(track, ("track", number), find(track.instrument), asked)


def _occasion(rule: OccasionRule, path: Path) -> Found:
    if (rule.kind == "status") != (rule.every_months is not None):
        yield path, said("every_months stands with the kind status, and only there.")
    if (rule.kind == "follow_up") != bool(rule.months):
        yield path, said("months stand with the kind follow_up, and only there.")
    if any(month < 1 for month in rule.months) or list(rule.months) != sorted(set(rule.months)):
        yield (*path, "months"), said("Months are counted from 1, each once, the earliest first.")


def _ask(ask: Ask, path: Path, instrument: Instrument | None) -> Found:
    if instrument is None:
        yield (*path, "instrument"), said("There is no instrument {name}.", name=ask.instrument)
        return
    for at, item in enumerate(ask.order):
        if item not in instrument.by_id:
            yield (
                (*path, "order", at),
                said("There is no item {name} in {instrument}.", name=item, instrument=ask.instrument),
            )
    if ask.of not in instrument.respondents:
        yield (
            (*path, "of"),
            said(
                "{name} is not answered by {respondent}; see its respondents.", name=ask.instrument, respondent=ask.of
            ),
        )


def _indicators(programme: Programme, find: FindIndicator) -> Found:
    """Each indicator is there, once, and every form it reads is asked of whoever it reads it of."""
    yield from twice((("indicators", at), key) for at, key in enumerate(programme.indicators))
    asked = {(ask.instrument, ask.of) for ask in programme.asks}
    for at, key in enumerate(programme.indicators):
        indicator = find(key)
        if indicator is None:
            yield ("indicators", at), said("There is no indicator {name}.", name=key)
            continue
        read = {(one.form, one.of) for one in indicator.reads.values() if one.form}
        for form, of in sorted(read - asked, key=str):
            yield (
                ("indicators", at),
                said("{name} reads {instrument} of {respondent}, which this programme does not ask.",
                     name=key, instrument=form, respondent=of),
            )  # fmt: skip


def _track(track: Track, path: Path, instrument: Instrument | None, asked: set[str]) -> Found:
    if track.instrument not in asked:
        yield (*path, "instrument"), said("This programme does not ask {name}.", name=track.instrument)
    if instrument is not None and track.score not in instrument.score_by_key:
        yield (
            (*path, "score"),
            said("There is no score {name} in {instrument}.", name=track.score, instrument=track.instrument),
        )
