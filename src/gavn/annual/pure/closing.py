"""What stands behind the figures: decisions, the quality of the data, definitions, and how nobody is found out."""

from __future__ import annotations

from gavn.annual.pure.tables import count
from gavn.annual.pure.year import ProgrammeYear
from gavn.benchmark.pure.sums import EVIDENCE
from gavn.judge.pure.figures import Figure as Frozen
from gavn.judge.pure.quality import UNSAID
from gavn.judge.pure.words import DIRECTIONS
from gavn.kernel.say import Said, said
from gavn.report.pure.document import (
    Definition,
    Definitions,
    Figure,
    Number,
    Paragraph,
    Part,
    Row,
    Section,
    Signed,
    Table,
    Text,
    Value,
)

NOTHING_DECIDED = Said("The panel decided nothing this year.")
HIDING = Said(
    "Everybody may read this report. Counts below 8 are hidden, and so are those from which they could be worked out; "
    "all other counts are rounded to 5, and shares are worked out from the rounded counts."
)
COLUMNS: tuple[Text, ...] = (
    Said("Place"), Said("Due"), Said("Done"), Said("Done late"), Said("Nobody said why not"), Said("Response"),
)  # fmt: skip
TOO_FEW_DUE = Said("So few occasions were due that their number is not told.")
VERSION = Said("occasions whose time was over in the season")


def decisions(year: ProgrammeYear) -> Section:
    """Everything the panel decided, each with its reason and the figure it rests on."""
    parts: list[Part] = []
    for one in year.decisions:
        about = year.titles.get(one.indicator)
        text: Text = said("{what} It rests on: {name}.", what=one.what, name=about) if about else one.what
        parts += [Paragraph(text), Signed((one.why,), one.by, one.day)]
    return Section("decisions", Said("What is decided"), tuple(parts) or (Paragraph(NOTHING_DECIDED),))


def completeness(year: ProgrammeYear) -> Section:
    """How complete the answers are, place by place, as the panel signed it off."""
    rows = tuple(
        Row(one.name, (*(count(one.counts.get(name)) for name in ("due", "done", "late", UNSAID)), _response(one)))
        for one in year.quality
    )
    return Section("data", Said("How complete are the answers?"), (_complete(year, rows),))


def _response(one: object) -> Value:
    return Number(getattr(one, "response", None), 0, share=True)


def _complete(year: ProgrammeYear, rows: tuple[Row, ...]) -> Figure:
    whole = year.quality[0].counts if year.quality else {}
    due, done = whole.get("due"), whole.get("done")
    finding = said("{done} of {due} occasions were done.", done=done, due=due)
    if due is None or done is None:
        finding = TOO_FEW_DUE
    missing = None if due is None or done is None else due - done
    return Figure("data", finding, Table(COLUMNS, rows), year.caption(VERSION, n=done, missing=missing))


def definitions(year: ProgrammeYear) -> Section:
    """Every indicator as it is defined, and how small numbers were treated."""
    items = tuple(Definition(year.titles[one.figure.key], _meaning(one.figure, year.language)) for one in year.figures)
    parts: tuple[Part, ...] = (Paragraph(HIDING), Definitions(items))
    return Section("definitions", Said("What do the words and numbers mean?"), parts)


def _meaning(figure: Frozen, language: str) -> tuple[Text, ...]:
    words = {name: figure.in_(name, language) for name in ("of", "counted", "left_out", "rationale", "why")}
    meaning: list[Text] = [said("Of: {text}", text=words["of"]), said("Counted: {text}", text=words["counted"])]
    if words["left_out"]:
        meaning.append(said("Left out: {text}", text=words["left_out"]))
    meaning.append(said("{direction} {why}", direction=DIRECTIONS[figure.direction], why=words["why"]))
    meaning.append(said("{why} {evidence}; {key}.", why=words["rationale"], evidence=EVIDENCE[figure.evidence],
                        key=figure.key))  # fmt: skip
    return tuple(meaning)
