"""What became of people: how much of the follow-up was done, which goals were reached, what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from gavn.collect.pure.outcome import OCCASIONS
from gavn.compare.pure.changed import Change
from gavn.compare.pure.counts import SEXES, Followed
from gavn.compare.pure.disclosure import Sum, too_few
from gavn.compare.pure.methods.share import share
from gavn.kernel.say import Said, rounded, said
from gavn.people.pure.vocabulary import LIFE_AREAS, SEX
from gavn.report.pure.blocks.base import ALL
from gavn.report.pure.charts.service import change_chart
from gavn.report.pure.document import Caption, Figure, Number, Paragraph, Part, Row, Section, Table, Text, Value
from gavn.report.pure.hiding import HIDDEN, TOO_FEW, counts_shown, interval_of, sentence
from gavn.report.pure.year import Outcome, Year

PLACE = 50
CLASSES = ("improved", "unchanged", "worse")
HEADS = (Said("Due"), Said("Both measured"), Said("Improved"), Said("Unchanged"), Said("Worse"), Said("Missing"))
ANSWERED_BY = {
    "individual": Said("answered by the person"),
    "practitioner": Said("answered by the practitioner"),
    "relative": Said("answered by a relative"),
    "guardian": Said("answered by a guardian"),
}
NOTHING_DUE = Said("No occasion was due in the period.")
NO_OUTCOME = Said("No score was measured twice in these stays: what changed cannot be told yet.")


def section(year: Year, say: Callable[[Said], str]) -> Section:
    """The section of outcomes, headed by how much of the follow-up was done."""
    parts: list[Part] = [_followed(year)] if year.now.followed else [Paragraph(NOTHING_DUE)]
    if year.now.goals:
        parts.append(_goals(year))
    for outcome in year.outcomes:
        parts += _outcome(year, outcome, say)
    if not year.outcomes:
        parts.append(Paragraph(NO_OUTCOME))
    return Section("outcomes", Said("What changed for them?"), tuple(parts))


def done_of(followed: Iterable[Followed]) -> tuple[int, int, int]:
    """Due, done and not done without a reason, of all kinds together."""
    rows = list(followed)
    return sum(one.due for one in rows), sum(one.done for one in rows), sum(one.unexplained for one in rows)


def followed_said(year: Year) -> Said:
    """How much of the follow-up was done, in a sentence."""
    due, done, unexplained = done_of(year.now.followed)
    told = {"done": done, "due": due, "percent": round(100 * done / due) if due else 0}
    if unexplained:
        text = said(
            "{done} of {due} occasions that were due were done ({percent} %); for {unexplained} nobody said why not.",
            unexplained=unexplained,
            **told,
        )
    else:
        text = said("{done} of {due} occasions due were done ({percent} %); for all others a reason is told.", **told)
    return sentence(text, due, done, due - done, unexplained, inside=year.inside)


def _followed(year: Year) -> Figure:
    rows = []
    for one in year.now.followed:
        why = sum(one.why.values())
        counts = {"due": one.due, "done": one.done, "talked": one.discussed, "why": why, "silent": one.unexplained}
        sums = [Sum("due", ("done", "why", "silent"))]
        shown = counts_shown(counts, sums, inside=year.inside)
        estimate = share(one.done, one.due, missing=0) if one.due else None
        part = HIDDEN if HIDDEN in (shown["done"], shown["due"]) else interval_of(estimate, share=True)
        rows.append(
            Row(OCCASIONS[one.kind], (shown["due"], shown["done"], part, *(shown[key] for key in list(counts)[2:])))
        )
    heads = (Said("Occasion"), Said("Due"), Said("Done"), Said("Share done"), Said("Talked about"))
    table = Table((*heads, Said("Left out, with a reason"), Said("Nobody said why")), tuple(rows))
    due, done, _unexplained = done_of(year.now.followed)
    caption = replace(year.caption(Said("occasions due, version 1"), n=done, missing=due - done), interval=95)
    return Figure("followed", followed_said(year), table, caption)


def _goals(year: Year) -> Figure:
    goals = year.now.goals
    rows = []
    for one in goals:
        counts = {
            "all": one.goals,
            "reached": one.reached,
            "partly": one.partly,
            "not": one.not_reached + one.no_longer,
        }
        counts["open"] = one.open
        shown = counts_shown(counts, [Sum("all", ("reached", "partly", "not", "open"))], inside=year.inside)
        rows.append(Row(LIFE_AREAS.get(one.area, one.area), tuple(shown.values())))
    heads = (
        Said("Area of life"),
        Said("Goals"),
        Said("Reached"),
        Said("Partly"),
        Said("Not, or given up"),
        Said("Open"),
    )
    every, reached = sum(one.goals for one in goals), sum(one.reached + one.partly for one in goals)
    text = said(
        "{n} goals were worked on in the person's own words; {reached} are reached or partly.", n=every, reached=reached
    )
    finding = sentence(text, every, reached, inside=year.inside)
    return Figure("goals", finding, Table(heads, tuple(rows)), year.caption(Said("goals, version 1"), n=every))


def outcome_said(year: Year, outcome: Outcome, change: Change) -> Said:
    """The change on a score in a sentence that begins with everybody."""
    n, due, missing = change.n, change.due, change.missing
    if not n:
        return said("Nobody of {due} has both measurements.", due=due)
    counts = change.counts
    if counts is None:
        text = said("With both measurements: {n} of {due}; {missing} missing.", n=n, due=due, missing=missing)
        told = sentence(text, n, missing, inside=year.inside)
        if told is TOO_FEW or change.paired is None:
            return told
        return said("{n} {change}", n=told, change=means_said(year, outcome))
    text = said(
        "Reliably improved: {improved} of {n} with both measurements ({percent} %, {low} to {high} %). "
        "Unchanged: {unchanged}. Worse: {worse}. Missing: {missing} of {due}.",
        improved=counts.improved.favourable,
        n=n,
        percent=round(100 * counts.improved.value),
        low=round(100 * counts.improved.low),
        high=round(100 * counts.improved.high),
        unchanged=counts.unchanged.favourable,
        worse=counts.worse.favourable,
        missing=missing,
        due=due,
    )
    each = (counts.improved.favourable, counts.unchanged.favourable, counts.worse.favourable)
    return sentence(text, n, missing, *each, inside=year.inside)


def name_of(outcome: Outcome) -> Said:
    """The score, its form and who answered."""
    return said(
        "{score} ({form}, {respondent})", score=outcome.title, form=outcome.form, respondent=answered_by(outcome)
    )


def answered_by(outcome: Outcome) -> Said:
    """Who answered, within a sentence."""
    return ANSWERED_BY.get(outcome.line.respondent, outcome.respondent)


def _outcome(year: Year, outcome: Outcome, say: Callable[[Said], str]) -> list[Part]:
    """Counts with their chart where changes are judged; means; of all, by sex and by where people began."""
    total = outcome.changes.total
    judged = total.counts is not None
    told = said("{name}: {finding}", name=name_of(outcome), finding=outcome_said(year, outcome, total))
    caption = replace(year.caption(outcome.version, n=total.n, missing=total.missing), interval=95)
    parts: list[Part] = []
    if judged or total.paired is None:
        parts.append(_counted(year, outcome, told, caption, say))
    if total.paired is not None:
        groups = _groups(year, outcome)
        rows = tuple(Row(label, _means(year, outcome, one), one.n, one.missing) for label, one in groups)
        heads = (Said("Whom"), HEADS[0], HEADS[1], Said("First"), Said("Later"), Said("Mean change"))
        finding = means_said(year, outcome) if judged else told
        parts.append(Figure(f"{_key(outcome)}-means", finding, Table(heads, rows), caption))
        regression = outcome.changes.regression() if year.inside else None
        parts += [Paragraph(regression.say(), quiet=True)] if regression else []
    return parts


def _key(outcome: Outcome) -> str:
    return f"{outcome.line.instrument.rpartition('/')[2]}-{outcome.line.score}-{outcome.line.respondent}"


def _counted(year: Year, outcome: Outcome, told: Said, caption: Caption, say: Callable[[Said], str]) -> Figure:
    """How many improved, stayed unchanged, became worse or are missing."""
    groups = _groups(year, outcome)
    judged = outcome.changes.total.counts is not None
    rows = tuple(Row(label, _counts(year, one, judged=judged), one.n, one.missing) for label, one in groups)
    drawn = judged and HIDDEN not in rows[0].values
    spec = change_chart([(label, one) for label, one in groups if one.n], say) if drawn else None
    heads = HEADS if judged else (HEADS[0], HEADS[1], HEADS[5])
    return Figure(f"{_key(outcome)}-counts", told, Table((Said("Whom"), *heads), rows), caption, spec)


def means_said(year: Year, outcome: Outcome) -> Said:
    """From what to what on average, and which way is good."""
    paired = outcome.changes.total.paired
    if paired is None:
        return Said("No mean change can be given.")
    good = Said("higher is better") if outcome.score.higher_is_better else Said("lower is better")
    text = said(
        "From {before} to {after} on average: {change} ({low} to {high}). "
        "The scale goes from {least} to {most}; {good}.",
        before=round(paired.before, 1),
        after=round(paired.after, 1),
        change=Number(paired.change.value, 1, change=True),
        low=rounded(paired.change.low, 1),
        high=rounded(paired.change.high, 1),
        least=outcome.score.low,
        most=outcome.score.high,
        good=good,
    )
    return sentence(text, paired.n, inside=year.inside)


def _groups(year: Year, outcome: Outcome) -> list[tuple[Text, Change]]:
    """All; and by sex and by first band for those who may open the persons."""
    groups: list[tuple[Text, Change]] = [(ALL, outcome.changes.total)]
    if not year.inside:
        return groups
    by_sex, by_band = outcome.changes.by_sex(), outcome.changes.by_band()
    groups += [(SEX[sex], by_sex[sex]) for sex in SEXES if sex in by_sex]
    began = [(label, by_band[band]) for band, label in outcome.bands.items() if band in by_band]
    return groups + [(said("began at: {band}", band=label), change) for label, change in began]


def _counts(year: Year, change: Change, *, judged: bool) -> tuple[Value, ...]:
    counts = {"due": change.due, "n": change.n, **{name: change.outcomes.get(name, 0) for name in CLASSES}}
    counts["missing"] = change.missing
    sums = [Sum("due", ("n", "missing"))] + ([Sum("n", CLASSES)] if judged else [])
    shown = counts_shown(counts, sums, inside=year.inside)
    return tuple(value for name, value in shown.items() if judged or name not in CLASSES)


def _means(year: Year, outcome: Outcome, change: Change) -> tuple[Value, ...]:
    paired, decimals = change.paired, max(1, outcome.score.decimals)
    due, n = _counts(year, change, judged=False)[:2]
    if paired is None or (not year.inside and too_few(paired.n)):
        return (due, n, *(Number(None) for _column in range(3)))
    moved = interval_of(paired.change, decimals=decimals, change=True)
    return (due, n, Number(paired.before, decimals), Number(paired.after, decimals), moved)
