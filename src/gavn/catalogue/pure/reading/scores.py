"""Whether a score can be computed, and whether its bands and norms can be true."""

from __future__ import annotations

from itertools import pairwise

from gavn.catalogue.pure.expressions import Type
from gavn.catalogue.pure.formats import Instrument, Norm, Score
from gavn.catalogue.pure.formats.instrument import Band
from gavn.catalogue.pure.reading.problems import Found, Path
from gavn.catalogue.pure.rows import bounds, type_of
from gavn.kernel.say import said

DUST = 1e-9
FIRST_YEAR, LAST_YEAR = 1900, 2100


def score_problems(instrument: Instrument, score: Score, path: Path) -> Found:
    """What is wrong with one score."""
    if score.low >= score.high:
        yield (*path, "high"), said("The highest score must be more than the lowest, which is {low}.", low=score.low)
        return
    unknown = [at for at, name in enumerate(score.items) if name not in instrument.by_id]
    for at in unknown:
        yield (*path, "items", at), said("There is no question {name} in this file.", name=score.items[at])
    if not unknown:
        yield from _method(instrument, score, path)
        yield from _missing(score, path)
    yield from _bands(score, path)
    yield from _norms(score, path)


def _method(instrument: Instrument, score: Score, path: Path) -> Found:
    """The score has what its method needs, and nothing else."""
    if score.method == "formula":
        if not score.formula:
            yield path, said("The method formula needs a formula.")
        if score.reverse:
            yield (*path, "reverse"), said("A formula turns its questions round itself; leave this out.")
        return
    if score.formula:
        yield (*path, "formula"), said("Only the method formula has a formula; leave it out.")
    if not score.items:
        yield path, said("The method {method} needs items.", method=score.method)
        return
    yield from _counted(instrument, score, path)


def _counted(instrument: Instrument, score: Score, path: Path) -> Found:
    """Each item has a number to count, once, and can be turned round where it must be."""
    if len(set(score.items)) < len(score.items):
        yield (*path, "items"), said("A question counts twice in this score; keep one.")
    countable = {name for name in score.items if type_of(instrument.by_id[name]) in (Type.NUMBER, Type.BOOL)}
    for at, name in enumerate(score.items):
        if name not in countable:
            yield (*path, "items", at), said("{name} has no numbers to add; give its options values.", name=name)
    for at, name in enumerate(score.reverse):
        if name not in score.items:
            yield (*path, "reverse", at), said("{name} is reversed but not among the items of this score.", name=name)
        elif bounds(instrument.by_id[name]) is None:
            yield (
                (*path, "reverse", at),
                said("{name} has no lowest and highest answer; it cannot be reversed.", name=name),
            )
    if len(countable) == len(score.items):
        yield from _reach(instrument, score, path)


def _reach(instrument: Instrument, score: Score, path: Path) -> Found:
    """What the answers can add up to lies inside the score's range."""
    spans = [bounds(instrument.by_id[name]) for name in score.items]
    ends = [(span[0], span[1]) for span in spans if span is not None]
    if len(ends) < len(spans):
        return
    share = len(ends) if score.method == "mean" else 1
    reached = sorted(sum(end[side] for end in ends) / share * score.times for side in (0, 1))
    if reached[0] < score.low - DUST or reached[1] > score.high + DUST:
        yield (
            (*path, "high"),
            said(
                "The answers give {least} to {most}, which does not lie inside {low} to {high}.",
                least=reached[0],
                most=reached[1],
                low=score.low,
                high=score.high,
            ),
        )


def _missing(score: Score, path: Path) -> Found:
    rule, up_to = score.missing.rule, score.missing.up_to
    if rule == "complete" and up_to:
        yield (*path, "missing"), said("The rule complete allows no missing answers; leave up_to out.")
    if rule == "prorate" and score.method == "formula":
        yield (
            (*path, "missing"),
            said("A formula cannot be prorated; write COALESCE in it where an answer may be missing."),
        )
    elif rule == "prorate" and not 1 <= up_to < max(len(score.items), 2):
        yield (*path, "missing"), said("up_to must be at least 1 and less than the number of items.")


def _bands(score: Score, path: Path) -> Found:
    keys = [band.key for band in score.bands]
    if len(set(keys)) < len(keys):
        yield (*path, "bands"), said("Two bands have the same key.")
    for number, band in enumerate(score.bands):
        if not score.low <= band.low <= band.high <= score.high:
            yield (
                (*path, "bands", number),
                said("The band does not lie inside {low} to {high}.", low=score.low, high=score.high),
            )
    step = 10.0**-score.decimals
    for number, (lower, upper) in enumerate(pairwise(score.bands), 1):
        yield from _neighbours(lower, upper, (*path, "bands", number), step)


def _neighbours(lower: Band, upper: Band, path: Path, step: float) -> Found:
    if upper.low <= lower.high:
        yield path, said("This band begins before the one above it ends, at {high}.", high=lower.high)
    elif upper.low - lower.high > step + DUST:
        yield (
            path,
            said("Between this band and the one above it lies a gap; let it begin closer to {high}.", high=lower.high),
        )


def _norms(score: Score, path: Path) -> Found:
    keys = [norm.key for norm in score.norms]
    if len(set(keys)) < len(keys):
        yield (*path, "norms"), said("Two norms have the same key.")
    for number, norm in enumerate(score.norms):
        yield from _norm(score, norm, (*path, "norms", number))


def _norm(score: Score, norm: Norm, path: Path) -> Found:
    """Figures that can be true of a score with this range."""
    width = score.high - score.low
    for name in ("mean", "functional_mean", "cut_off"):
        value = getattr(norm, name)
        if value is not None and not score.low <= value <= score.high:
            yield (*path, name), said("{value} lies outside the score's range.", value=value)
    for name in ("sd", "functional_sd", "change"):
        value = getattr(norm, name)
        if value is not None and not 0 < value <= width:
            yield (*path, name), said("{value} is more than the score's range, or not more than 0.", value=value)
    for one, other in (("mean", "sd"), ("functional_mean", "functional_sd")):
        if (getattr(norm, one) is None) != (getattr(norm, other) is None):
            yield path, said("{one} and {other} stand together or not at all.", one=one, other=other)
    yield from _figures(norm, path)


def _figures(norm: Norm, path: Path) -> Found:
    """Figures that stand together, and some at all."""
    if norm.reliability is not None and norm.sd is None:
        yield (*path, "reliability"), said("A reliability says something about change only beside mean and sd.")
    if norm.functional_mean is not None and norm.mean is None:
        yield (*path, "functional_mean"), said("functional_mean needs mean and sd of those who seek help beside it.")
    if norm.mean is None and norm.change is None and norm.cut_off is None:
        yield path, said("This norm has no figures: give mean and sd, or change, or cut_off.")
    if norm.year is not None and not FIRST_YEAR <= norm.year <= LAST_YEAR:
        yield (*path, "year"), said("{year} is not a year of a publication.", year=str(norm.year))
    if norm.n is not None and norm.n < 2:
        yield (*path, "n"), said("Figures of a population need at least two people.")
