"""How long something is kept, as somebody decided it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from gavn.access.selectors import require
from gavn.catalogue.selectors import programmes
from gavn.history.services import record
from gavn.kernel.clock import now
from gavn.kernel.errors import Refused
from gavn.rights.models import RetentionRule
from gavn.rights.pure.erasing import KEPT, check_months
from gavn.rights.pure.rules import check_code, check_words

if TYPE_CHECKING:
    from gavn.access.models import Unit, User

SET = "rights.set_retention"
OF_A_NODE = "of a node at which the caller has the permission"
LONGEST_GROUND = 500


@transaction.atomic
def set_retention_rule(
    *, by: User, unit: Unit, what: str, months: int, ground: str, programme: str = ""
) -> RetentionRule:
    """Say how many months something is kept at a node and below it, and on which ground; it takes the place of the
    rule that held there."""
    require(by, SET, at=unit)
    check_code(what, KEPT, "what")
    check_months(what, months)
    if what != "persons" and (unit.depth > 1 or programme):
        raise Refused("This is decided for the whole installation, at its highest node.", field="what")
    if programme:
        check_code(programme, {one.key for one in programmes()}, "programme")
    words = check_words(ground, "ground", required=True)
    if len(words) > LONGEST_GROUND:
        raise Refused("Say it in at most {most} characters.", most=LONGEST_GROUND, field="ground")
    _end_those(unit, what, programme)
    rule = RetentionRule(unit=unit, what=what, programme=programme, months=months, ground=words, by=by, at=now())
    rule.save()
    record(by, "rights.retention_set", about=rule, unit=unit, what=what, months=months)
    return rule


@transaction.atomic
def end_retention_rule(*, by: User, rule: RetentionRule) -> None:
    """Let what holds above this node, or by itself, hold here again."""
    require(by, SET, at=rule.unit)
    if not _end_those(rule.unit, rule.what, rule.programme):
        raise Refused("It has ended already.")
    record(by, "rights.retention_ended", about=rule, unit=rule.unit, what=rule.what)


def _end_those(unit: Unit, what: str, programme: str) -> int:
    rules = RetentionRule.objects.unscoped(OF_A_NODE).filter(unit=unit, what=what, programme=programme, ended_at=None)
    return int(rules.update(ended_at=now()))
