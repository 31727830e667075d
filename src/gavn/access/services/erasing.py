"""What stays of acts of two persons when somebody they concerned is erased: that there was one, and who decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from gavn.access.models import TwoPersonAct
from gavn.kernel.say import Said

if TYPE_CHECKING:
    from gavn.works.services import Eraser, Whom

DECIDED = Said("What two persons decided; the words go")


@dataclass(frozen=True)
class ActsAboutPersons:
    """Acts that name a person by a random id; reasons may hold more."""

    name: str = "access.TwoPersonAct"
    title: Said = DECIDED

    def count(self, whom: Whom) -> int:
        """How many acts concern the person."""
        return _concerning(whom).count()

    def ids(self, whom: Whom) -> set[str]:
        """None."""
        return set()

    def erase(self, whom: Whom) -> None:
        """Empty words, terms and ids; what still waited is over."""
        acts = _concerning(whom)
        keys = list(acts.values_list("pk", flat=True))
        rows = TwoPersonAct.objects.filter(pk__in=keys)
        rows.filter(verdict="").update(verdict=TwoPersonAct.Verdict.OVER)
        rows.update(about=whom.token, individuals=[], terms={}, sealed=b"")


def acts_about_persons(into: list[Eraser]) -> None:
    """Sign up with acts of two persons; for works.erasers."""
    into.append(ActsAboutPersons())


def _concerning(whom: Whom) -> QuerySet[TwoPersonAct]:
    named = Q(about__in=whom.ids)
    for one in whom.ids:
        named |= Q(told__contains=one)
    return TwoPersonAct.objects.annotate(told=Cast("individuals", TextField())).filter(named)
