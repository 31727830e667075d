"""Reads of the drafting stage: drafts of those who write them, and what can be named in one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from gavn.access.selectors import units_where
from gavn.catalogue.pure.indicator_words import COLUMNS
from gavn.catalogue.pure.own import own_problems
from gavn.catalogue.pure.reading import Problem
from gavn.catalogue.selectors import (
    indicators,
    instruments,
    own_definitions,
    own_text,
    programmes,
    shipped_text,
    text_problems,
)
from gavn.drafting.models import Draft
from gavn.drafting.pure.words import KINDS
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.access.models import Unit, User
    from gavn.catalogue.models import OwnDefinition
    from gavn.catalogue.pure.formats import Instrument

DRAFT = "catalogue.draft"
PUBLISH = "catalogue.publish"
SERVICES = ("service", "unit")
MOST_NAMED = 20


@dataclass(frozen=True)
class OwnRow:
    """An own definition as the list names it: a draft, or a version that was published."""

    kind: str
    full_key: str
    state: str
    unit: str
    by: str
    at: datetime
    draft: str = ""
    definition: str = ""


@dataclass(frozen=True)
class Nameable:
    """Something a text can name: how it is written there, and what it is called."""

    written: str
    title: str


def own_rows(user: User, *, kind: str = "", state: str = "", words: str = "") -> list[OwnRow]:
    """The drafts this user writes on and every published version, newest first, as far as they were asked for."""
    rows = [*_drafts(user), *_published()]
    wanted = words.casefold().split()
    found = [
        row
        for row in rows
        if kind in ("", row.kind) and state in ("", row.state)
        and all(word in f"{row.full_key} {row.unit} {row.by}".casefold() for word in wanted)
    ]  # fmt: skip
    return sorted(found, key=lambda row: row.at, reverse=True)


def draft_seen_by(user: User, public_id: str) -> Draft:
    """The draft with this id, where the user drafts; else 404."""
    found: Draft = get_object_or_404(_seen(user), public_id=public_id)
    return found


def definition_named(public_id: str) -> OwnDefinition | None:
    """The published version with this id."""
    return next((one for one in own_definitions() if one.public_id == public_id), None)


def units_to_draft_for(user: User) -> list[Unit]:
    """The organisations whose own definitions the user drafts; services use those of the organisation above."""
    return list(units_where(user, DRAFT).exclude(kind__in=SERVICES).order_by("path"))


def draft_problems(draft: Draft, text: str) -> list[Problem]:
    """All that keeps this text from being published as what the draft was begun as; nothing is written."""
    definition, found = text_problems(draft.kind, text)
    return found or own_problems(definition, draft.full_key)


def sources(language: str) -> list[tuple[str, str]]:
    """What a draft can be a copy of: ``kind owner/name@version`` and its title, newest versions, kind by kind."""
    found = []
    for kind, ones in (("programmes", programmes()), ("indicators", indicators()), ("instruments", instruments())):
        titled = sorted((one.title.in_(language), one.full_key) for one in ones)
        found += [(f"{kind} {key}", f"{say(KINDS[kind])}: {title} ({key})") for title, key in titled]
    return found


def text_of(kind: str, full_key: str) -> str:
    """The text of a published definition, own or shipped."""
    own = next((one for one in own_definitions() if (one.kind, one.full_key) == (kind, full_key)), None)
    return own_text(own.pk, own.digest) if own else shipped_text(kind, full_key)


def nameable(kind: str, words: str, language: str) -> tuple[list[Nameable], int]:
    """What a text of this kind can name, the first of those that hold all the words, and how many there are."""
    wanted = words.casefold().split()
    found = [
        one for one in _nameable(kind, language)
        if all(word in f"{one.written} {one.title}".casefold() for word in wanted)
    ]  # fmt: skip
    return found[:MOST_NAMED], len(found)


def _nameable(kind: str, language: str) -> Iterator[Nameable]:
    if kind == "indicators":
        yield from (Nameable(name, say(meaning)) for name, meaning in COLUMNS.items())
        for form in instruments():
            yield from _parts(form, language)
    else:
        yield from (Nameable(one.full_key, one.title.in_(language)) for one in instruments())
    if kind == "programmes":
        yield from (Nameable(one.full_key, one.title.in_(language)) for one in indicators())


def _parts(form: Instrument, language: str) -> Iterator[Nameable]:
    """The scores and the questions of a form as an indicator's reads name them."""
    title = form.title.in_(language)
    for score in form.scores:
        yield Nameable(f"{form.full_key}#{score.key}", f"{title}: {score.title.in_(language)}")
    for item in form.items:
        asked = item.text.in_(language) if item.text else item.id
        yield Nameable(f"{form.full_key}#{item.id}", f"{title}: {asked}")


def _seen(user: User) -> QuerySet[Draft]:
    units = units_where(user, DRAFT)
    return Draft.objects.filter(unit__in=units).select_related("unit", "made_by", "changed_by")


def _drafts(user: User) -> list[OwnRow]:
    rows = _seen(user).filter(state="draft").defer("text")
    return [
        OwnRow(row.kind, row.full_key, "draft", row.unit.name, row.changed_by.name, row.changed_at, draft=row.public_id)
        for row in rows
    ]


def _published() -> list[OwnRow]:
    return [
        OwnRow(row.kind, row.full_key, "retired" if row.retired_at else "published", row.unit.name,
               row.published_by.name, row.retired_at or row.published_at, definition=row.public_id)
        for row in own_definitions()
    ]  # fmt: skip
