"""A page that asks, then writes: the same for all forms of an audit meeting."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from gavn.judge.pure.life import STAGES, stands_said
from gavn.judge.selectors.meetings import title_of

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest
    from gavn.judge.forms.written import Written
    from gavn.judge.models import AuditMeeting
    from gavn.judge.pure.life import Standing


def asked(
    request: StaffRequest, template: str, form: Written, write: Callable[..., Any], *, meeting: AuditMeeting | None,
    then: Callable[[Any], str] | str = "", **told: Any,
) -> HttpResponse:  # fmt: skip
    """Show a form; what was sent is written, and leads to the meeting or where ``then`` says."""
    kept = form.written(write) if request.method == "POST" else None
    if kept is not None:
        address = then(kept) if callable(then) else then
        return redirect(address) if address else redirect("audit_meeting", (meeting or kept).public_id)
    about = {"meeting": meeting, "programme": title_of(meeting)} if meeting is not None else {}
    return render(
        request, f"judge/{template}.html", {"form": form, **about, **told}, status=422 if form.errors else 200
    )


def standing_told(standing: Standing) -> dict[str, Any]:
    """Where a meeting stands, as a page shows it."""
    return {"stands": stands_said(standing), "steps": list(STAGES.values()), "step": standing.step}
