"""Any form at a node: own people beside all others, on every score and every question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import ibis
from django.http import Http404

from gavn.benchmark.pure.addresses import key_of, written
from gavn.benchmark.pure.form import Line, Side, held
from gavn.benchmark.pure.others import FEWEST, STRANGE
from gavn.benchmark.pure.told.form import AboutForm, parts
from gavn.benchmark.selectors.pages import Page, Reading, Wanted, language, reading_at
from gavn.catalogue.pure.expressions import stored
from gavn.catalogue.pure.rows import bounds
from gavn.catalogue.selectors import instrument_or_none, worded
from gavn.collect.pure.outcome import RESPONDENTS
from gavn.compare.selectors.stays import day, rows_of, stays_in
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said, said
from gavn.measure.gateways.store import current_store
from gavn.report.gateways.wording import word
from gavn.report.pure.document import Paragraph
from gavn.report.pure.hiding import counts_shown
from gavn.report.pure.year import period_said

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.catalogue.pure.formats import Instrument, Item
    from gavn.compare.pure.scope import Scope
    from gavn.measure.gateways.store import Store

KEPT = 64
TAKES = {"first": Said("The first answers of each stay"), "latest": Said("The newest answers of each stay")}
NUMBERS = ("number", "vas")
Row = dict[str, Any]


def forms_offered(reading: Reading) -> list[tuple[str, str]]:
    """The forms that the node's programmes ask and that somebody answered, by title: how an address names each."""
    asked = {key for one in reading.services for key in reading.here.forms.get(one, ())}
    known = [form for name in reading.store.names if name in asked and (form := instrument_or_none(name)) is not None]
    return sorted(((written(form.full_key), form.title.in_(language())) for form in known), key=lambda one: one[1])


def instrument_others(user: User, public_id: str, address: str, wanted: Wanted) -> Page:
    """A form at a node: every score and every question, own people beside all others."""
    reading = reading_at(user, public_id, wanted)
    key = key_of(address)
    form = instrument_or_none(key) if key else None
    if form is None or form.full_key not in reading.store.names:
        raise Http404
    take = wanted.at if wanted.at in TAKES else "first"
    of = wanted.part if wanted.part in form.respondents else form.respondents[0]
    refused = None
    if (wanted.at and wanted.at != take) or (wanted.part and wanted.part != of):
        refused = Said("The address asks for something this form does not have; what it has is shown.")
    scope = reading.scope(tuple(sorted(reading.here.units)))
    rows = _asked(reading.store.snapshot, (form.full_key, of), take, scope, reading.services)
    title = form.title.in_(language())
    shown = _parts(reading, form, title, scope, rows)
    return Page(
        reading, None, title, period_said(scope), tuple(shown), {"period": reading.chosen.text, "at": take, "part": of},
        refused, _choices(form, take, of),
    )  # fmt: skip


def _choices(form: Instrument, take: str, of: str) -> dict[str, list[tuple[str, str, bool]]]:
    return {
        "at": [(key, word(label), key == take) for key, label in TAKES.items()],
        "part": [(one, word(RESPONDENTS.get(one, Said(one))), one == of) for one in form.respondents],
    }


def _parts(reading: Reading, form: Instrument, title: str, scope: Scope, rows: Mapping[bool, Row]) -> Sequence[Any]:
    """The parts, or why all others cannot be shown."""
    others = rows.get(False, {})
    strange = len(set(others.get("services") or ()) - reading.seen)
    if 0 < strange < FEWEST:
        return [Paragraph(said(STRANGE.msgid, least=FEWEST, there=strange))]
    inside = {"own": reading.inside, "others": reading.inside and not strange}
    counts = {side: rows.get(own, {}) for side, own in (("own", True), ("others", False))}
    stays = {side: counts_shown(_coverage(row), (), inside=inside[side]) for side, row in counts.items()}
    about = AboutForm(
        title, form.full_key, period_said(scope), scope.frozen, {side: one["stays"] for side, one in stays.items()},
        {side: one["forms"] for side, one in stays.items()}, word,
    )  # fmt: skip
    scores, questions = _score_lines(form, counts), _question_lines(form, counts)
    found = held([*scores, *questions], inside=inside)
    return parts(about, found[: len(scores)], found[len(scores) :])


def _coverage(row: Row) -> dict[str, int]:
    due, forms = int(row.get("stays") or 0), int(row.get("forms") or 0)
    return {"stays": due, "forms": forms, "without": due - forms}


def _score_lines(form: Instrument, counts: Mapping[str, Row]) -> list[Line]:
    return [
        Line(score.title.in_(language()), "", "mean", *_sides(counts, f"s{place}"), ends=(score.low, score.high))
        for place, score in enumerate(form.scores)
    ]


def _question_lines(form: Instrument, counts: Mapping[str, Row]) -> list[Line]:
    words = {item.id: item for item in worded(form.full_key, language()).items}
    found: list[Line] = []
    for place, item in enumerate(_asked_items(form)):
        title = words[item.id].text or item.id if item.id in words else item.id
        if item.options:
            texts = {option.code: option.text for option in words[item.id].options} if item.id in words else {}
            found += [
                Line(title, texts.get(option.code) or option.code, "share",
                     *_sides(counts, f"i{place}", f"o{place}_{at}"), alone=item.type != "multi")
                for at, option in enumerate(item.options)
            ]  # fmt: skip
        elif item.type == "yes_no":
            found.append(Line(title, word(Said("Yes")), "share", *_sides(counts, f"i{place}", f"o{place}_0")))
        else:
            found.append(Line(title, "", "mean", *_sides(counts, f"i{place}"), ends=bounds(item)))
    return found


def _asked_items(form: Instrument) -> list[Item]:
    """The questions that can be counted, in their order."""
    return [item for item in form.items if not item.known and (item.options or item.type in (*NUMBERS, "yes_no"))]


def _sides(counts: Mapping[str, Row], name: str, chosen: str = "") -> tuple[Side, Side]:
    own, others = (
        Side(
            n := int(row.get(f"{name}n") or 0),
            int(row.get("stays") or 0) - n,
            float(row.get(chosen or f"{name}s") or 0),
            0.0 if chosen else float(row.get(f"{name}q") or 0),
        )
        for row in (counts["own"], counts["others"])
    )
    return own, others


@lru_cache(KEPT)
def _asked(snapshot: str, form_of: tuple[str, str], take: str, scope: Scope, own: tuple[str, ...]) -> dict[bool, Row]:
    """Own and others, each as one row of sums over the newest or first answers of every stay."""
    full_key, of = form_of
    store, form = current_store(), instrument_or_none(full_key)
    if store is None or form is None or store.snapshot != snapshot:
        raise Refused("The figures were counted anew meanwhile; open the page again.")
    answers = _one_a_stay(store, _answers(store, form, of), take, scope)
    stays = stays_in(store, scope).select("enrolment", "service")
    both = stays.left_join(answers, stays.enrolment == answers._enrolment).drop("_enrolment")
    scores = _scores(store, form, of)
    both = both.left_join(scores, both._occasion == scores._scored).drop("_scored") if scores is not None else both
    both = both.mutate(own=both.service.isin(list(own)))
    answering = both.group_by("service").mutate(asked=ibis._._occasion.notnull().any())
    answering = answering.filter(answering.asked | answering.own)
    sums: Row = {"stays": answering.count(), "forms": answering._occasion.notnull().sum()}
    sums["services"] = answering.service.collect(distinct=True)
    sums |= _sums(answering, form)
    return {bool(row["own"]): row for row in rows_of(answering.group_by("own").agg(**sums))}


def _answers(store: Store, form: Instrument, of: str) -> Any:
    answers: Any = store.table(form.full_key)
    return answers.filter(answers._respondent == of)


def _one_a_stay(store: Store, answers: Any, take: str, scope: Scope) -> Any:
    """The first or the newest answers of each stay, by the day on which they were due."""
    occasions: Any = store.table("occasions")
    occasions = occasions.select("occasion", "due")
    answers = answers.filter(answers._answered_on <= day(scope.last))
    answers = answers.inner_join(occasions, answers._occasion == occasions.occasion).drop("occasion")
    order = [answers.due, answers._answered_on]
    if take == "latest":
        order = [column.desc() for column in order]
    place = ibis.row_number().over(group_by=answers._enrolment, order_by=order)
    return answers.mutate(place=place).filter(ibis._.place == 0).drop("place", "due")


def _scores(store: Store, form: Instrument, of: str) -> Any:
    """Every score of the form as a column, a row an occasion; nothing where the form has none."""
    if not form.scores:
        return None
    scores: Any = store.table("scores")
    mine = (scores.instrument == form.key) & (scores.version == form.version) & (scores.respondent == of)
    columns = {
        f"_s{place}": scores.value.max(where=scores.score == score.key) for place, score in enumerate(form.scores)
    }
    return scores.filter(mine).group_by(_scored=scores.occasion).agg(**columns)


def _sums(both: Any, form: Instrument) -> Row:
    sums: Row = {}
    for place, _score in enumerate(form.scores):
        sums |= _moments(both[f"_s{place}"], f"s{place}")
    for place, item in enumerate(_asked_items(form)):
        coded = f"{item.id}__code"
        value = both[coded if coded in both.columns else item.id]
        if item.options:
            sums[f"i{place}n"] = value.notnull().sum()
            several = item.type == "multi"
            for at, option in enumerate(item.options):
                chosen = value.contains(stored([option.code])) if several else value == option.code
                sums[f"o{place}_{at}"] = chosen.sum()
        elif item.type == "yes_no":
            sums |= {f"i{place}n": value.notnull().sum(), f"o{place}_0": value.sum()}
        else:
            sums |= _moments(value.cast("float64"), f"i{place}")
    return sums


def _moments(value: Any, name: str) -> Row:
    return {f"{name}n": value.notnull().sum(), f"{name}s": value.sum(), f"{name}q": (value * value).sum()}
