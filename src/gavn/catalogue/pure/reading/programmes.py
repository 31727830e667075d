"""Whether a programme asks what exists, of those who can answer it, on occasions that come."""

from __future__ import annotations

from gavn.catalogue.pure.formats import Ask, Instrument, Programme
from gavn.catalogue.pure.formats.programme import OccasionRule, Track
from gavn.catalogue.pure.reading.instruments import twice
from gavn.catalogue.pure.reading.problems import Find, Found, Path, Reading, reading
from gavn.kernel.say import said


def read_programme(text: str, find: Find, *, file: str = "") -> Reading[Programme]:
    """The text as a programme over instruments that can be found by their full key, or every problem in it."""
    return reading(text, Programme, lambda programme: _problems(programme, find), file=file)


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


def _track(track: Track, path: Path, instrument: Instrument | None, asked: set[str]) -> Found:
    if track.instrument not in asked:
        yield (*path, "instrument"), said("This programme does not ask {name}.", name=track.instrument)
    if instrument is not None and track.score not in instrument.score_by_key:
        yield (
            (*path, "score"),
            said("There is no score {name} in {instrument}.", name=track.score, instrument=track.instrument),
        )
