"""Everybody's occasions and answers, for the analysis store; names and free text are not read from here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from gavn.access.selectors.roll_out import asked_by_now
from gavn.collect.models import Occasion, Response, Revision
from gavn.rights.selectors import is_left_out, left_out_because

if TYPE_CHECKING:
    from gavn.access.models.scoped import ScopedQuerySet

WHY = "the analysis store holds everybody, without names"
SAID_ABOUT = ("response__occasion__enrolment__individual", "response__instrument", "response__respondent")
"""Where a revision holds whose answers they are, to which form, given by whom."""


def all_occasions() -> ScopedQuerySet:
    """Every occasion; what a service did not ask yet in its roll-out is neither due nor missing."""
    counted = asked_by_now("enrolment__unit", "closes") | Q(done_on__isnull=False)
    return Occasion.objects.unscoped(WHY).filter(counted).order_by("pk")


def all_answers() -> ScopedQuerySet:
    """The answers that count today, of every response."""
    return Revision.objects.unscoped(WHY).filter(current=True).order_by("pk")


def answers_counted() -> ScopedQuerySet:
    """Those of them that the person lets count."""
    return all_answers().exclude(is_left_out(*SAID_ABOUT))


def answers_left_out() -> ScopedQuerySet:
    """Those that the person does not let count; ``left_out`` says why."""
    left_out = all_answers().filter(is_left_out(*SAID_ABOUT))
    because: ScopedQuerySet = left_out.annotate(left_out=left_out_because(*SAID_ABOUT))
    return because


def instruments_answered() -> list[str]:
    """The keys of all instrument versions that anybody answered."""
    pairs = Response.objects.unscoped(WHY).order_by("instrument", "version").values_list("instrument", "version")
    return [f"{path}@{version}" for path, version in pairs.distinct()]
