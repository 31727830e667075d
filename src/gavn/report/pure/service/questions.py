"""The five questions a service asks, each with what is known, and with what nobody can answer yet and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from gavn.access.pure.roll_out import COMPARISON, QUESTIONS
from gavn.collect.pure.outcome import OCCASIONS
from gavn.compare.pure.counts import SEXES
from gavn.compare.pure.missing import missing_said
from gavn.kernel.say import Said, said
from gavn.measure.pure.norms import NO_NORM
from gavn.people.pure.vocabulary import SEX
from gavn.report.pure.blocks import base, missing, outcomes, reasons, time
from gavn.report.pure.charts.service import counts_chart, flow_chart, followed_chart, means_chart
from gavn.report.pure.document import Figure, Paragraph, Part, Text
from gavn.report.pure.hiding import HIDDEN
from gavn.report.pure.year import Outcome, Year

Say = Callable[[Said], str]
NO_STAFF = Said(
    "gavn does not know the service's staff, their hours and competence, nor its money. When they are recorded here, "
    "stays and interventions can be held against them. Until then, hold these figures against your own plans."
)
NO_NEED = Said(
    "Who needs the service and does not come, nobody can see here: gavn knows those who are enrolled. "
    "The municipality's own figures of need would be required beside these."
)
NO_EFFECT = Said(
    "A change is not yet an effect: nobody knows what would have happened without the service. Comparing with services "
    "for the same people, and with those who wait, would bring us nearer; gavn does not do that yet."
)
NO_ACTIONS = Said(
    "Which improvements were tried, and whether they helped, is not recorded in gavn yet. Begin with what is missing: "
    "a figure improves most where the follow-up was lost."
)
NO_BENCHMARK = Said(
    "Whether the goals are high enough, nobody can tell from one service alone. That takes the goals of similar "
    "services beside these, and gavn does not compare services yet."
)
NO_GOALS = Said("No goals are written down for these stays. They are set on a person's page, in the person's words.")
NO_FIGURES = Said("Nobody was enrolled in this period.")


@dataclass(frozen=True)
class Question:
    """A question with what is known (``parts``), what stands folded below it (``more``), and what is open."""

    key: str
    title: Said
    parts: tuple[Part, ...]
    more: tuple[Figure, ...] = ()
    open: tuple[Said, ...] = ()


FIRST_PHASE = {"improving": QUESTIONS, "goals": QUESTIONS, "methods": COMPARISON}
"""From which phase of a roll-out on a question can be answered; the others from the first."""


def asked_in(phase: int, questions: Iterable[Question]) -> tuple[Question, ...]:
    """The questions that a service in this phase can answer."""
    return tuple(question for question in questions if FIRST_PHASE.get(question.key, phase) <= phase)


def five_questions(year: Year, say: Say, *, target_group: str = "") -> tuple[Question, ...]:
    """The whole page; ``target_group`` are the people whom the service's programme is for."""
    return (
        _resources(year, say),
        _reach(year, target_group, say),
        _methods(year, say),
        _improving(year, say),
        _goals(year, say),
    )


def _resources(year: Year, say: Say) -> Question:
    parts: list[Part] = []
    mean = year.now.enrolled.at_a_time
    if mean is not None and (year.inside or mean >= 5):
        parts.append(Paragraph(said("On an average day of the period {n} stays were open.", n=round(mean, 1))))
    parts += _named(reasons.section(year, say).parts, "given")
    return Question("resources", Said("Do we have the resources?"), tuple(parts), open=(NO_STAFF,))


def _reach(year: Year, target_group: str, say: Say) -> Question:
    parts: list[Part] = []
    if target_group:
        parts.append(Paragraph(said("The service is for: {people}.", people=target_group)))
    known = [_drawn(part, year, say) for part in base.section(year, say).parts]
    asked = {one.key for one in year.now.asked}
    parts += [part for part in known if not (isinstance(part, Figure) and part.key in asked)]
    why = reasons.section(year, say).parts
    parts += [*_named(why, reasons.REASONS), *(part for part in why if part == Paragraph(reasons.SEVERAL, quiet=True))]
    more = tuple(part for part in known if isinstance(part, Figure) and part.key in asked)
    return Question("reach", Said("Do we reach the people we are for?"), tuple(parts), more, (NO_NEED,))


def _methods(year: Year, say: Say) -> Question:
    parts = list(time.section(year, say).parts)
    parts += _named(reasons.section(year, say).parts, "exits")
    skipped = {"followed", "goals"}
    changes = [part for part in outcomes.section(year, say).parts if getattr(part, "key", "") not in skipped]
    parts += [_drawn(part, year, say) for part in changes if part != Paragraph(outcomes.NOTHING_DUE)]
    parts += [Paragraph(_norm(outcome), quiet=True) for outcome in year.outcomes]
    lost = [part for part in missing.section(year, say).parts if getattr(part, "key", "").startswith("missing-")]
    parts += [_drawn(part, year, say) for part in lost if getattr(part, "key", "") != "missing-base"]
    left = [asked for asked in year.now.asked if asked.at_exit and asked.choices.n]
    more = tuple(reasons.asked_figure(year, asked, say) for asked in left)
    return Question("methods", Said("Do our methods work, and for whom?"), tuple(parts), more, (NO_EFFECT,))


def _norm(outcome: Outcome) -> Said:
    """By which norm a change is called reliable, or that none is known."""
    threshold = outcome.changes.threshold
    if threshold is None:
        return NO_NORM
    told = said("A change of more than {threshold} is called reliable.", threshold=round(threshold, 1))
    return said("{told} {norm}.", told=told, norm=outcome.norm)


def _improving(year: Year, say: Say) -> Question:
    followed = _named(outcomes.section(year, say).parts, "followed") or [Paragraph(outcomes.NOTHING_DUE)]
    parts = [_drawn(part, year, say) for part in followed]
    parts += _named(missing.section(year, say).parts, "missing-base")
    return Question("improving", Said("How do we improve?"), tuple(parts), open=(NO_ACTIONS,))


def _goals(year: Year, say: Say) -> Question:
    parts = _named(outcomes.section(year, say).parts, "goals") or [Paragraph(NO_GOALS)]
    return Question("goals", Said("Are our goals reasonable?"), tuple(parts), open=(NO_BENCHMARK,))


def _named(parts: Iterable[Part], key: str) -> list[Part]:
    return [part for part in parts if isinstance(part, Figure) and part.key == key]


def _drawn(part: Part, year: Year, say: Say) -> Part:
    """The figure with a picture where the page has one and nothing in its table is hidden."""
    if not isinstance(part, Figure) or part.spec is not None or _hides(part):
        return part
    if part.key == "flow":
        by_sex = year.now.enrolled.by_sex
        flows = [(SEX[sex], by_sex[sex]) for sex in SEXES if sex in by_sex]
        return replace(part, spec=flow_chart(flows, say)) if flows else part
    if part.key == "followed":
        labels = [OCCASIONS[one.kind] for one in year.now.followed]
        return replace(part, spec=followed_chart(year.now.followed, labels, say))
    if part.key.startswith("missing-") and year.outcomes:
        bars = [(say(missing_said(code)), n) for code, n in year.outcomes[0].changes.total.missing_by_reason]
        return replace(part, spec=counts_chart(bars)) if bars else part
    if part.key.endswith("-means") and year.outcomes:
        return _with_means(part, year, say)
    return part


def _with_means(figure: Figure, year: Year, say: Say) -> Figure:
    outcome = year.outcomes[0]
    groups: list[tuple[Text, object]] = [(base.ALL, outcome.changes.total)]
    if year.inside:
        by_sex, by_band = outcome.changes.by_sex(), outcome.changes.by_band()
        groups += [(SEX[sex], by_sex[sex]) for sex in SEXES if sex in by_sex]
        groups += [(label, by_band[band]) for band, label in outcome.bands.items() if band in by_band]
    drawn = [(label, change) for label, change in groups if change.paired is not None]  # type: ignore[attr-defined]
    score = outcome.score
    return replace(figure, spec=means_chart(drawn, (score.low, score.high), say))  # type: ignore[arg-type]


def _hides(figure: Figure) -> bool:
    return any(value is HIDDEN for row in figure.table.rows for value in row.values)
