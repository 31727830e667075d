"""Why people came, what was done for them, and why they left."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gavn.compare.pure.counts import Choices
from gavn.compare.pure.disclosure import Sum
from gavn.kernel.say import Said, said
from gavn.people.pure.vocabulary import EXIT_REASONS, INTERVENTION_KINDS
from gavn.report.pure.charts.service import shares_chart
from gavn.report.pure.document import Figure, Paragraph, Part, Row, Section, Table, Text, Value
from gavn.report.pure.hiding import HIDDEN, TOO_FEW, counts_shown, sentence, share_of
from gavn.report.pure.year import Asked, Year

PLACE = 40
REASONS = "reasons"
SEVERAL = Said("Several may be chosen: the shares add up to more than 100.")


def section(year: Year, say: Callable[[Said], str]) -> Section:
    """The section of reasons."""
    parts: list[Part] = [asked_figure(year, asked, say) for asked in year.now.asked if asked.key == REASONS]
    parts += [_given(year, say), _exits(year, say)]
    parts += [asked_figure(year, asked, say) for asked in year.now.asked if asked.at_exit]
    if any(asked.several for asked in year.now.asked):
        parts.append(Paragraph(SEVERAL, quiet=True))
    return Section("reasons", Said("Why did they come, what was done, and why did they leave?"), tuple(parts))


def asked_figure(year: Year, asked: Asked, say: Callable[[Said], str]) -> Figure:
    """A question of the base data: how often each answer was chosen, of those who answered."""
    labels = {code: asked.labels.get(code, code) for code, _n in asked.choices.options}
    title = said("{question}", question=asked.title)
    return choices_figure(year, asked.key, asked.choices, labels, finding=title, version=asked.form, say=say)


def _given(year: Year, say: Callable[[Said], str]) -> Figure:
    given = year.now.given
    finding = said("{n} had at least one intervention in the period.", n=given.n)
    version = Said("interventions by kind, version 1")
    return choices_figure(year, "given", given, INTERVENTION_KINDS, finding=finding, version=version, say=say)


def _exits(year: Year, say: Callable[[Said], str]) -> Figure:
    exits = year.now.exits
    finding = said("{n} stays ended in the period with a reason.", n=exits.n)
    version = Said("reasons for exit, version 1")
    return choices_figure(year, "exits", exits, EXIT_REASONS, finding=finding, version=version, say=say)


def choices_figure(
    year: Year,
    key: str,
    choices: Choices,
    labels: Mapping[str, Text],
    *,
    finding: Said,
    version: Text,
    say: Callable[[Said], str],
) -> Figure:
    """How often each option was chosen, with its share of those who answered; the most frequent in words."""
    counts = dict(choices.options) | {"": choices.n}
    sums = [Sum("", tuple(code for code, _n in choices.options))]
    if sum(n for _code, n in choices.options) != choices.n:  # several may be chosen: who did not is the other part
        counts |= {f"not {code}": choices.n - n for code, n in choices.options}
        sums = [Sum("", (code, f"not {code}")) for code, _n in choices.options]
    shown = counts_shown(counts, sums, inside=year.inside)
    rows = tuple(
        Row(labels.get(code, code), (shown[code], _share(shown[code], n, choices.n, year)))
        for code, n in choices.options
        if n or len(choices.options) <= 8
    )
    whole = bool(choices.n) and all(shown[code] is not HIDDEN for code in ("", *dict(choices.options)))
    bars = [(_text(labels.get(code, code), say), n) for code, n in choices.options if n]
    return Figure(
        key,
        _finding(finding, choices, labels, year),
        Table((Said("Answer"), Said("Stays"), Said("Of those answered")), rows),
        year.caption(version, n=choices.n, missing=choices.missing),
        shares_chart(bars, choices.n, say) if whole else None,
    )


def _share(shown: Value, n: int, whole: int, year: Year) -> Value:
    return HIDDEN if shown is HIDDEN else share_of(n, whole, inside=year.inside, sure=True)


def _text(label: Text, say: Callable[[Said], str]) -> str:
    return say(label) if isinstance(label, Said) else label


def _finding(finding: Said, choices: Choices, labels: Mapping[str, Text], year: Year) -> Said:
    if not choices.n:
        return said("Nothing is known of this; {missing} are missing.", missing=choices.missing)
    code, most = max(choices.options, key=lambda one: one[1])
    answer = labels.get(code, code)
    text = said("{finding} Most often: {answer} ({n} of {all}).", finding=finding, answer=answer, n=most, all=choices.n)
    told = sentence(text, choices.n, most, inside=year.inside)
    return said("{finding} {few}", finding=finding, few=TOO_FEW) if told is TOO_FEW and choices.n > 4 else told
