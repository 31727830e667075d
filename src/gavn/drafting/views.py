"""Own definitions: the list, a version that was published, a draft with its problems, and what is done with them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from gavn.access.pure.pages import page
from gavn.access.selectors import may, unit_seen_by
from gavn.catalogue.selectors import own_text, programmes
from gavn.catalogue.services import retire_definition as retire
from gavn.drafting import forms, selectors, services
from gavn.drafting.pure.merging import conflicts
from gavn.drafting.pure.words import KINDS, SERIES, STATES, TONES
from gavn.kernel.errors import Refused
from gavn.kernel.keys import Key
from gavn.works.gateways.leaving import file_reply

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest
    from gavn.catalogue.models import OwnDefinition
    from gavn.drafting.models import Draft

A_PAGE = 25
YAML = "application/yaml; charset=utf-8"
PAGES = {"instruments": "instrument", "indicators": "indicator_page", "programmes": "programme_page"}


@page("catalogue.see")
def own_definitions(request: StaffRequest) -> HttpResponse:
    """List what organisations wrote themselves: by kind, by where it stands, by words."""
    asked = {name: request.GET.get(name, "")[:100] for name in ("kind", "state", "q")}
    found = selectors.own_rows(request.user, kind=asked["kind"], state=asked["state"], words=asked["q"])
    shown = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    rows = [
        {"one": one, "kind": KINDS[one.kind], "state": STATES[one.state], "tone": TONES[one.state]} for one in shown
    ]
    context = {"rows": rows, "page": shown, "asked": asked, "kinds": KINDS, "states": STATES}
    writes = may(request.user, selectors.DRAFT)
    return render(request, "drafting/own_definitions.html", {**context, "writes": writes})


@page("catalogue.see")
def own_definition(request: StaffRequest, definition: str) -> HttpResponse:
    """One version as it was published, with who published it and what became of it."""
    found = _published(definition)
    context = {
        "one": found, "kind": KINDS[found.kind], "series": SERIES[found.series],
        "lines": own_text(found.pk, found.digest).splitlines(),
        "shown_at": reverse(PAGES[found.kind], args=[found.full_key]),
        "writes": may(request.user, selectors.DRAFT, at=found.unit),
        "retires": found.retired_at is None and may(request.user, selectors.PUBLISH, at=found.unit),
    }  # fmt: skip
    return render(request, "drafting/own_definition.html", context)


@page("catalogue.see")
def own_definition_file(request: StaffRequest, definition: str) -> HttpResponse:
    """The same text as a file."""
    found = _published(definition)
    return _file(request, found.full_key, own_text(found.pk, found.digest))


@page("catalogue.draft")
def start_draft(request: StaffRequest) -> HttpResponse:
    """Ask what is written and for whom, then begin it."""
    first = {"source": request.GET.get("source", "")[:120]}
    first["kind"] = first["source"].partition(" ")[0] or "programmes"
    form = forms.StartForm(
        request.POST or None, units=_units(request), sources=selectors.sources(_language()), initial=first
    )
    return _begun(request, "start_draft", form, services.start_draft)


@page("catalogue.draft")
def merge_programmes(request: StaffRequest) -> HttpResponse:
    """Ask for two programmes, then begin the one that asks what both do."""
    offered = [(one.full_key, f"{one.title.in_(_language())} ({one.full_key})") for one in programmes()]
    form = forms.MergeForm(request.POST or None, units=_units(request), programmes=offered)
    return _begun(request, "merge_programmes", form, services.merge_programmes)


def _begun(request: StaffRequest, template: str, form: forms.Written, service: Any) -> HttpResponse:
    def write(unit: str, **asked: Any) -> Draft:
        at = unit_seen_by(request.user, unit, selectors.DRAFT)
        begun: Draft = service(by=request.user, unit=at, **asked)
        return begun

    begun = form.written(write) if request.method == "POST" else None
    if begun is not None:
        return redirect("draft", begun.public_id)
    return render(request, f"drafting/{template}.html", {"form": form}, status=422 if form.errors else 200)


@page("catalogue.draft")
@require_POST
def start_version(request: StaffRequest, published: str) -> HttpResponse:
    """Begin the version after the newest; a version that somebody writes already is shown."""
    found = _own(request, published, selectors.DRAFT)
    try:
        return redirect("draft", services.start_version(by=request.user, definition=found).public_id)
    except Refused:
        return redirect(f"{reverse('own_definitions')}?state=draft&q={found.key}")


@page("catalogue.draft")
def draft(request: StaffRequest, draft: str) -> HttpResponse:
    """A draft: its text, what is wrong with it and where, and what it can name; saved or only looked at."""
    found = _writing(request, draft)
    form = forms.DraftForm(
        request.POST or None, request.FILES or None, initial={"text": found.text, "expected": found.revision}
    )
    if request.method == "POST" and request.POST.get("go") == "save":
        if form.written(partial(services.save_draft, by=request.user, draft=found)) is not None:
            return redirect("draft", found.public_id)
    elif request.method == "POST":
        form.is_valid()
    text = str(form.cleaned_data.get("text", "")) if request.method == "POST" else found.text
    context = {**_draft_shown(found, text), "form": form, "find": request.POST.get("find", "")[:100]}
    context["named"], context["named_in_all"] = selectors.nameable(found.kind, context["find"], _language())
    return render(request, "drafting/draft.html", context, status=422 if form.errors else 200)


@page("catalogue.draft")
def draft_file(request: StaffRequest, draft: str) -> HttpResponse:
    """The draft as it was saved last, as a file."""
    found = _writing(request, draft)
    return _file(request, found.full_key, found.text)


@page("catalogue.publish")
def publish_draft(request: StaffRequest, draft: str) -> HttpResponse:
    """Ask what becomes of the series, then publish."""
    found = _writing(request, draft)
    follows = Key.parse(found.full_key).version > 1
    form = forms.PublishForm(request.POST or None, follows=follows, initial={"expected": found.revision})
    if request.method == "POST":
        made = form.written(partial(services.publish_draft, by=request.user, draft=found))
        if made is not None:
            return redirect("own_definition", made.public_id)
    context = {"form": form, "one": found, "problems": form.problems or selectors.draft_problems(found, found.text)}
    return render(request, "drafting/publish_draft.html", context, status=422 if form.errors else 200)


@page("catalogue.draft")
@require_POST
def drop_draft(request: StaffRequest, draft: str) -> HttpResponse:
    """Put a draft away."""
    found = _writing(request, draft)
    services.drop_draft(by=request.user, draft=found, expected=found.revision)
    return redirect("own_definitions")


@page("catalogue.publish")
def retire_definition(request: StaffRequest, published: str) -> HttpResponse:
    """Ask why a version is not chosen any more, then retire it."""
    found = _own(request, published, selectors.PUBLISH)
    form = forms.RetireForm(request.POST or None)
    if request.method == "POST" and form.written(partial(retire, by=request.user, definition=found)) is not None:
        return redirect("own_definition", found.public_id)
    return render(
        request, "drafting/retire_definition.html", {"form": form, "one": found}, status=422 if form.errors else 200
    )


def _draft_shown(found: Draft, text: str) -> dict[str, Any]:
    """A draft's text line by line, with what is wrong in each."""
    problems = selectors.draft_problems(found, text)
    wrong = {one.line for one in problems}
    lines = [(number, line, number in wrong) for number, line in enumerate(text.splitlines(), 1)]
    return {
        "one": found, "kind": KINDS[found.kind], "problems": problems, "lines": lines, "conflicts": conflicts(text),
        "saved": text == found.text,
    }  # fmt: skip


def _writing(request: StaffRequest, draft: str) -> Draft:
    """The draft, where the reader writes on it and it is still written."""
    found = selectors.draft_seen_by(request.user, draft)
    if found.state != "draft":
        raise Http404
    return found


def _published(public_id: str) -> OwnDefinition:
    found = selectors.definition_named(public_id)
    if found is None:
        raise Http404
    return found


def _own(request: StaffRequest, public_id: str, permission: str) -> OwnDefinition:
    """A published version of an organisation for which the reader may do this."""
    found = _published(public_id)
    if not may(request.user, permission, at=found.unit):
        raise Http404
    return found


def _units(request: StaffRequest) -> list[tuple[str, str]]:
    return [(one.public_id, one.name) for one in selectors.units_to_draft_for(request.user)]


def _file(request: StaffRequest, full_key: str, text: str) -> HttpResponse:
    key = Key.parse(full_key)
    return file_reply(request, text.encode(), name=f"{key.name}-v{key.version}.yaml", kind=YAML)


def _language() -> str:
    return (get_language() or "en")[:2]
