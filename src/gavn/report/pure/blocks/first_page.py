"""The page that stands alone: which way it goes, beside the period before, what is not good, what is decided."""

from __future__ import annotations

from collections.abc import Callable

from gavn.compare.pure.changed import Change
from gavn.compare.pure.counts import Choices
from gavn.compare.pure.methods.described import Described
from gavn.compare.pure.methods.share import Share, share
from gavn.compare.pure.methods.share_difference import share_difference
from gavn.kernel.say import Said, said
from gavn.report.pure.blocks.base import flow_said
from gavn.report.pure.blocks.missing import missing_of
from gavn.report.pure.blocks.outcomes import answered_by, done_of, followed_said, name_of, outcome_said
from gavn.report.pure.blocks.time import months_said
from gavn.report.pure.document import Figure, Number, Part, Points, Row, Section, Table, Text, Value
from gavn.report.pure.hiding import HIDDEN, interval_of, sentence, too_few_but_some
from gavn.report.pure.year import Earlier, Outcome, Year, period_short

PLACE = 10
LONGEST = 420  # characters of what was signed that fit the page
MOST_BAD = 5
NOTHING_BAD = Said(
    "The report looks at missing follow-up, missing measurements, worsening, unplanned exits and unknown days of "
    "entry; none of them stands out."
)
NOT_SIGNED = Said("Nobody has written and signed it yet; the last page has room for it.")
VERSION = Said("as in the sections below")


def section(year: Year, say: Callable[[Said], str]) -> Section:
    """The first page."""
    good = [flow_said(year, year.now.enrolled.total), months_said(year)]
    good += [
        said("{name}: {finding}", name=name_of(one), finding=outcome_said(year, one, one.changes.total))
        for one in year.main
    ]
    parts: list[Part] = [Points(Said("Where we stand"), tuple(good)), _beside(year)]
    parts.append(Points(Said("What is not good"), tuple(not_good(year)[:MOST_BAD]) or (NOTHING_BAD,)))
    parts += _decided(year)
    return Section("first-page", Said("In short"), tuple(parts), alone=True)


def _decided(year: Year) -> list[Part]:
    title = Said("What do we make of this?")
    reading = year.reading
    if reading is None or reading.signed_on is None:
        return [Points(title, (NOT_SIGNED,))]
    text = " ".join(reading.paragraphs)
    if len(text) > LONGEST:
        text = text[:LONGEST].rsplit(" ", 1)[0] + " …"
    return [Points(title, (said("{text} ({name}, {day})", text=text, name=reading.signed_by, day=reading.signed_on),))]


def _beside(year: Year) -> Figure:
    """The main figures, and the same figures for the period before."""
    columns: list[Text] = [Said("Figure"), period_short(year.scope)]
    if year.before is not None:
        columns.append(period_short(year.before.scope))
    rows = [
        Row(label, tuple(value(counted, year) for counted in (year.now, year.before) if counted is not None))
        for label, value in FIGURES
    ]
    rows += [_outcome_row(year, outcome) for outcome in year.main]
    return Figure("beside", _direction(year), Table(tuple(columns), tuple(rows)), year.caption(VERSION))


def _outcome_row(year: Year, outcome: Outcome) -> Row:
    changes = [outcome.changes.total]
    if year.before is not None:
        changes += [outcome.before.total] if outcome.before else []
    judged = outcome.changes.threshold is not None
    values = [_improved(year, change) if judged else _mean(year, outcome, change) for change in changes]
    values += [Number(None)] * (1 + (year.before is not None) - len(values))
    name = said("{score}, {respondent}", score=outcome.title, respondent=answered_by(outcome))
    label = said("Reliably improved: {name}", name=name) if judged else said("Mean change: {name}", name=name)
    return Row(label, tuple(values), n=outcome.changes.total.n, missing=outcome.changes.total.missing)


def _improved(year: Year, change: Change) -> Value:
    if change.counts is None:
        return Number(None)
    parts = (change.n, change.counts.improved.favourable, change.n - change.counts.improved.favourable)
    hidden = not year.inside and any(too_few_but_some(part) for part in parts)
    return HIDDEN if hidden else interval_of(change.counts.improved, share=True)


def _mean(year: Year, outcome: Outcome, change: Change) -> Value:
    if change.paired is None:
        return Number(None)
    hidden = not year.inside and change.paired.n < 5
    return HIDDEN if hidden else interval_of(change.paired.change, decimals=max(1, outcome.score.decimals), change=True)


def _count(name: str) -> Callable[[Earlier, Year], Value]:
    def counted(found: Earlier, year: Year) -> Value:
        flow = found.enrolled.total
        count = int(getattr(flow, name))
        # What is left of all stays is told by the difference, so it must not be small either.
        small = not year.inside and (too_few_but_some(count) or too_few_but_some(flow.stays - count))
        return HIDDEN if small else Number(count)

    return counted


def _median(which: str) -> Callable[[Earlier, Year], Value]:
    def counted(found: Earlier, year: Year) -> Value:
        described: Described = getattr(found.time, which)
        return HIDDEN if not year.inside and described.n < 5 else Number(described.median, 1)

    return counted


def _done(found: Earlier, year: Year) -> Value:
    due, done, _unexplained = done_of(found.followed)
    if not due:
        return Number(None)
    small = not year.inside and (too_few_but_some(done) or too_few_but_some(due - done))
    return HIDDEN if small else interval_of(share(done, due), share=True)


FIGURES: tuple[tuple[Said, Callable[[Earlier, Year], Value]], ...] = (
    (Said("Stays in the period"), _count("stays")),
    (Said("New"), _count("new_stays")),
    (Said("Closed"), _count("closed_stays")),
    (Said("Ongoing on the last day"), _count("ongoing_stays")),
    (Said("Median months, ongoing"), _median("ongoing")),
    (Said("Median months, closed"), _median("closed")),
    (Said("Occasions due that were done"), _done),
)


def _direction(year: Year) -> Said:
    """Which way the follow-up and the main score went, as far as chance allows to say."""
    if year.before is None:
        return Said("There is no earlier period with stays to hold these figures against.")
    pairs: list[tuple[Text, Share | None, Share | None]] = [
        (Said("follow-up"), _done_share(year.now), _done_share(year.before))
    ]
    for outcome in year.main[:1]:
        counts = outcome.changes.total.counts
        earlier = outcome.before.total.counts if outcome.before else None
        pairs.append((outcome.title, counts.improved if counts else None, earlier.improved if earlier else None))
    known = [(name, now, before) for name, now, before in pairs if now is not None and before is not None]
    told = [_compared(name, now, before) for name, now, before in known if _may_be_told(year, now, before)]
    if not told:
        return Said("Beside the period before.")
    if len(told) == 1:
        return said("Beside the period before, {first}.", first=told[0])
    return said("Beside the period before, {first}; {second}.", first=told[0], second=told[1])


def _may_be_told(year: Year, *shares: Share) -> bool:
    parts = (part for one in shares for part in (one.favourable, one.n - one.favourable))
    return year.inside or not any(too_few_but_some(part) for part in parts)


def _done_share(found: Earlier) -> Share | None:
    due, done, _unexplained = done_of(found.followed)
    return share(done, due) if due else None


def _compared(name: Text, now: Share, before: Share) -> Said:
    """Better, worse, or a difference that may be chance."""
    direction = share_difference(now, before).direction
    if direction > 0:
        return said("{what} is better", what=name)
    if direction < 0:
        return said("{what} is poorer", what=name)
    return said("{what} has not clearly changed", what=name)


def not_good(year: Year) -> list[Said]:
    """What somebody should look at, the gravest first; each by a rule that is told in the sentence."""
    found: list[Said] = []
    for outcome in year.main:
        found += _poor_outcome(year, outcome)
    due, done, unexplained = done_of(year.now.followed)
    if due and (done / due < 0.7 or unexplained / due > 0.1):
        found.append(followed_said(year))
    found += _unplanned(year, year.now.exits)
    unknown = year.now.time.ongoing.missing + year.now.time.closed.missing
    if unknown:
        stays = year.now.enrolled.total.stays
        text = said("{unknown} of {stays} stays have no day of entry that can be used.", unknown=unknown, stays=stays)
        found.append(sentence(text, unknown, stays - unknown, inside=year.inside))
    return list({str(one): one for one in found}.values())


def _poor_outcome(year: Year, outcome: Outcome) -> list[Said]:
    found: list[Said] = []
    change, name = outcome.changes.total, name_of(outcome)
    if change.counts and change.counts.worse.favourable > change.counts.improved.favourable:
        worse, improved = change.counts.worse.favourable, change.counts.improved.favourable
        text = said(
            "{name}: more became reliably worse ({worse}) than improved ({improved}).",
            name=name,
            worse=worse,
            improved=improved,
        )
        found.append(sentence(text, worse, improved, inside=year.inside))
    lost, _waiting = missing_of(outcome)
    if change.due and lost / change.due > 0.3:
        text = said(
            "{name}: {lost} of {due} are lost to the comparison; those measured may not stand for all.",
            name=name,
            lost=lost,
            due=change.due,
        )
        found.append(sentence(text, lost, change.n, inside=year.inside))
    return found


def _unplanned(year: Year, exits: Choices) -> list[Said]:
    unplanned = dict(exits.options).get("unplanned", 0)
    if not exits.n or unplanned / exits.n <= 0.3:
        return []
    text = said(
        "{unplanned} of {n} stays that ended did so unplanned: the person left.", unplanned=unplanned, n=exits.n
    )
    return [sentence(text, unplanned, exits.n - unplanned, inside=year.inside)]
