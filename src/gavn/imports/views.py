"""Bringing in a file: choose it, see what it would do, take it in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gavn.access.pure.pages import page
from gavn.imports.forms import ImportFile
from gavn.imports.pure.states import IMPORT_STATES, IMPORTED
from gavn.imports.selectors import import_seen_by, imports_seen_by, preview_of
from gavn.imports.services import begin_import, confirm_import
from gavn.kernel.dates import PartialDate
from gavn.kernel.errors import Refused
from gavn.people.pure.vocabulary import EXIT_REASONS, SEX
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest
    from gavn.imports.pure import Preview

IMPORT = "collect.import"


@page(IMPORT)
@require_safe
def imports(request: StaffRequest) -> HttpResponse:
    """What I brought in, and how far it has come."""
    rows = [(one, IMPORT_STATES[one.state]) for one in imports_seen_by(request.user)]
    return render(request, "imports/imports.html", {"rows": rows})


@page(IMPORT)
@require_http_methods(["GET", "POST"])
def import_file(request: StaffRequest) -> HttpResponse:
    """Ask for the file and its mapping, and look at it."""
    form = ImportFile(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            return redirect("import_preview", begin_import(by=request.user, **form.asked).public_id)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, say(refusal.said))
    return render(request, "imports/import_file.html", {"form": form, "crumbs": _crumbs()})


@page(IMPORT)
@require_http_methods(["GET", "POST"])
def import_preview(request: StaffRequest, brought: str) -> HttpResponse:
    """What the file would do, before anything is written; then take it in."""
    found = import_seen_by(request.user, brought)
    if request.method == "POST":
        confirm_import(by=request.user, brought=found)
    if request.method == "POST" or found.state in ("running", "done", "erased"):
        return redirect("import_progress", found.public_id)
    preview = preview_of(found)
    kinds = [(IMPORTED[name], *getattr(preview, name)) for name in IMPORTED] if preview else []
    about = {"brought": found, "preview": preview, "kinds": kinds, "first": _first(preview), "crumbs": _crumbs()}
    return render(request, "imports/import_preview.html", about)


@page(IMPORT)
@require_safe
def import_progress(request: StaffRequest, brought: str) -> HttpResponse:
    """How far the import has come, and its result; can be left and found again."""
    found = import_seen_by(request.user, brought)
    if found.state in ("looking", "looked_at", "refused"):
        return redirect("import_preview", found.public_id)
    kinds = [(IMPORTED[name], found.result.get(name, 0)) for name in IMPORTED]
    about = {"brought": found, "kinds": kinds, "state": IMPORT_STATES[found.state], "crumbs": _crumbs()}
    return render(request, "imports/import_progress.html", about)


def _first(preview: Preview | None) -> list[list[Any]]:
    """The first stays in the reader's words."""
    return [
        [row, person, SEX.get(sex, ""), born, service, PartialDate.parse(entered), PartialDate.parse(exited),
         EXIT_REASONS.get(reason, ""), sets]
        for row, person, sex, born, service, entered, exited, reason, sets in (preview.first if preview else ())
    ]  # fmt: skip


def _crumbs() -> list[dict[str, str]]:
    return [{"label": _("Imports"), "url": reverse("imports")}]
