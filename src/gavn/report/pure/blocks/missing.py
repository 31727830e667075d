"""Who is missing, and why: beside every score, and in the base data."""

from __future__ import annotations

from collections.abc import Callable

from gavn.compare.pure.disclosure import Sum
from gavn.compare.pure.missing import NOT_YET, missing_said
from gavn.kernel.say import Said, said
from gavn.report.pure.blocks.base import STAYS_VERSION
from gavn.report.pure.blocks.outcomes import answered_by
from gavn.report.pure.document import Figure, Paragraph, Part, Row, Section, Table, Text
from gavn.report.pure.hiding import counts_shown, sentence
from gavn.report.pure.year import Outcome, Year

PLACE = 60
ABOUT = Said(
    "Each stay stands in one line only: the earliest gap in its course counts. "
    "What time will mend is told apart from what is lost."
)


def section(year: Year, say: Callable[[Said], str]) -> Section:
    """The section of the missing."""
    parts: list[Part] = [_base(year)]
    forms: dict[tuple[str, str], list[Outcome]] = {}
    for outcome in year.outcomes:
        forms.setdefault((outcome.line.full_key, outcome.line.respondent), []).append(outcome)
    if forms:
        parts.append(Paragraph(ABOUT))
    parts += [_form(year, outcomes) for outcomes in forms.values()]
    return Section("missing", Said("Who is missing, and why?"), tuple(parts))


def missing_of(outcome: Outcome) -> tuple[int, int]:
    """How many are missing for good, and how many not yet there."""
    reasons = dict(outcome.changes.total.missing_by_reason)
    waiting = sum(n for code, n in reasons.items() if code in NOT_YET)
    return sum(reasons.values()) - waiting, waiting


def _base(year: Year) -> Figure:
    """What is not known of the stays themselves."""
    now = year.now
    stays = now.enrolled.total.stays
    lines: list[tuple[str, Text, int, int]] = [
        ("entry", Said("Days of entry or exit"), now.time.ongoing.missing + now.time.closed.missing, stays),
        ("age", Said("Age on entry"), now.ages.described().missing, stays),
    ]
    for asked in now.asked:
        missing = asked.choices.missing
        lines.append((asked.key, asked.title, missing, asked.choices.n + missing))
    counts = {key: missing for key, _label, missing, _due in lines}
    sums = [Sum(f"of {key}", (key, f"not {key}")) for key in counts]
    beside = {f"of {key}": due for key, _label, _missing, due in lines}
    beside |= {f"not {key}": due - missing for key, _label, missing, due in lines}
    shown = counts_shown({**counts, **beside}, sums, inside=year.inside)
    rows = tuple(Row(label, (shown[key], shown[f"of {key}"])) for key, label, _missing, _due in lines)
    _key, label, most, due = max(lines, key=lambda one: one[2])
    text = said("Most often missing in the base data: “{what}” ({n} of {due}).", what=label, n=most, due=due)
    finding = (
        sentence(text, most, due - most, inside=year.inside) if most else Said("Nothing is missing in the base data.")
    )
    table = Table((Said("What"), Said("Missing"), Said("Of stays")), rows)
    return Figure("missing-base", finding, table, year.caption(STAYS_VERSION, n=stays))


def _form(year: Year, outcomes: list[Outcome]) -> Figure:
    """The reasons for one form and respondent, a column a score."""
    first = outcomes[0]
    each = [dict(outcome.changes.total.missing_by_reason) for outcome in outcomes]
    codes = sorted(
        {code for one in each for code in one}, key=lambda code: (-sum(one.get(code, 0) for one in each), code)
    )
    counts = {(place, code): one.get(code, 0) for place, one in enumerate(each) for code in codes}
    counts |= {(place, ""): sum(one.values()) for place, one in enumerate(each)}
    sums = [Sum((place, ""), tuple((place, code) for code in codes)) for place in range(len(each))]
    shown = counts_shown(counts, sums, inside=year.inside)
    places = range(len(outcomes))
    rows = [Row(missing_said(code), tuple(shown[place, code] for place in places)) for code in codes]
    rows.append(Row(Said("Missing together"), tuple(shown[place, ""] for place in places)))
    lost, waiting = missing_of(first)
    total = first.changes.total
    finding = said(
        "{form}, {respondent}: {lost} of {due} are lost to the comparison, {waiting} are not yet there.",
        form=first.form,
        respondent=answered_by(first),
        lost=lost,
        due=total.due,
        waiting=waiting,
    )
    told = sentence(finding, lost, waiting, total.n, inside=year.inside)
    heads: tuple[Text, ...] = (Said("Why"), *(outcome.title for outcome in outcomes))
    key = f"missing-{first.line.instrument.rpartition('/')[2]}-{first.line.respondent}"
    version = said("{form} version {version}", form=first.form, version=first.line.version)
    return Figure(key, told, Table(heads, tuple(rows)), year.caption(version, n=total.n, missing=total.missing))
