"""Critical answers that were struck out wait for nobody; brought back, they wait again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from gavn.kernel.clock import now
from gavn.measure.models import CriticalTask, ScoreRow
from gavn.measure.services.critical import ESCALATE
from gavn.works.services import due_at

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.collect.models import Response

OF_THESE = "of answers whose service asked for the permission"


def close_struck_tasks(*, responses: Sequence[Response], by: User | None) -> None:
    """End the open tasks of answers that were struck out, saying so; signed up to collect.struck."""
    for response in responses:
        done = _("The answers were struck out.")
        _tasks(response).filter(closed_at__isnull=True).update(
            closed_at=response.struck_at, closed_by=by, done=done, seen_at=response.struck_at
        )


def reopen_struck_tasks(*, responses: Sequence[Response], by: User | None) -> None:
    """Open again what was closed only because the answers were struck out; signed up to collect.brought_back."""
    for response in responses:
        for task in _tasks(response).filter(closed_at=response.struck_at):
            patience = task.escalates_at - task.opened_at
            task.closed_at, task.closed_by, task.done, task.seen_at = None, None, "", None
            task.escalates_at = max(task.escalates_at, now() + patience)
            task.save()
            due_at(task.escalates_at, ESCALATE, task.public_id)


def forget_answers(*, responses: Sequence[Response]) -> None:
    """Delete scores and tasks of answers that go with their stay; signed up to collect.forgotten."""
    keys = [response.pk for response in responses]
    CriticalTask.objects.unscoped(OF_THESE).filter(revision__response__in=keys).delete()
    ScoreRow.objects.unscoped(OF_THESE).filter(revision__response__in=keys).delete()


def _tasks(response: Response) -> Any:
    return CriticalTask.objects.unscoped(OF_THESE).filter(revision__response=response.pk)
