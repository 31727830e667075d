"""To which occasion of a programme answers belong, and what of a file is shown first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gavn.kernel.dates import PartialDate, months_between

if TYPE_CHECKING:
    from gavn.catalogue.pure.formats import Programme
    from gavn.imports.pure.answered import AnswerRow
    from gavn.imports.pure.contents import Contents

SHOWN = 10


def month_of(one: AnswerRow, entered: PartialDate, programme: Programme, status_every: int | None) -> int | None:
    """The month of the occasion: as the mapping says, else the planned one that is nearest to the day."""
    if one.month is not None or one.kind == "exit":
        return None if one.kind == "exit" else one.month
    if one.kind == "entry" or entered.first is None:
        return 0
    after = months_between(entered.first, one.day)
    if one.kind == "status":
        rule = next((rule for rule in programme.occasions if rule.kind == "status"), None)
        every = status_every or (rule.every_months if rule else None) or 1
        return max(1, round(after / every)) * every
    months = [month for rule in programme.occasions for month in rule.months]
    return min(months, key=lambda month: abs(month - after)) if months else max(0, round(after))


def shown_first(contents: Contents) -> list[list[str]]:
    """The first stays as they would become: person, sex, born, service, entered, exited, why, sets of answers."""
    first = list(contents.stays.values())[:SHOWN]
    counts = {stay.external: 0 for stay in first}
    for one in contents.answers:
        if one.stay in counts:
            counts[one.stay] += 1
    rows = []
    for stay in first:
        facts = contents.persons[stay.person].facts
        born = "-".join(f"{facts[name]:02d}" for name in ("birth_year", "birth_month") if name in facts)
        rows.append([
            str(stay.row), stay.person, str(facts.get("sex", "")), born, stay.service, str(stay.entered),
            str(stay.exited), stay.reason,
            str(counts[stay.external]),
        ])  # fmt: skip
    return rows
