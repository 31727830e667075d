"""The pages about an indicator: at one node, and over several services; each table also as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from gavn.access.pure.pages import page
from gavn.access.selectors import may
from gavn.benchmark.gateways import table_file, told
from gavn.benchmark.pure.told.tabs import AT_UNIT, SEVERAL
from gavn.benchmark.selectors import beside, for_whom, forms, layers, own
from gavn.benchmark.selectors.pages import Page, Wanted
from gavn.report.pure.service.periods import NAMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from gavn.access.models import StaffRequest
    from gavn.report.pure.service.periods import PeriodChosen

KEYS = {
    "period": "period", "first": "from", "last": "until", "step": "step", "rebase": "rebase", "freeze": "freeze",
    "part": "part", "at": "at", "words": "q",
    "year": "year",
}  # fmt: skip
LONGEST = 200
ALONE = {"instrument_others": "instrument_table", "service_layers": "layers_table"}
PAGES: dict[str, Callable[..., Page]] = {
    "indicator_history": own.indicator_history,
    "indicator_others": beside.indicator_others,
    "unit_for_whom": for_whom.unit_for_whom,
}
PAGES_OF_SEVERAL: dict[str, Callable[..., Page]] = {
    "indicator_funnel": beside.indicator_funnel,
    "indicator_places": beside.indicator_places,
    "several_for_whom": for_whom.several_for_whom,
}


def wanted(request: StaffRequest) -> Wanted:
    """What the address asks for; too long texts are cut."""
    return Wanted(**{name: request.GET.get(key, "")[:LONGEST] for name, key in KEYS.items()})


@page("report.see_service")
def unit_indicators(request: StaffRequest, unit: str) -> HttpResponse:
    """A node's indicators by class, with their values."""
    found = own.unit_indicators(request.user, unit, wanted(request))
    return render(request, "benchmark/unit_indicators.html", {"found": found, **_periods(found.reading.chosen)})


@page("report.see_service")
def unit_indicator(request: StaffRequest, unit: str, indicator: str) -> HttpResponse:
    """An indicator's own page at a node."""
    found = own.unit_indicator(request.user, unit, indicator, wanted(request))
    return _shown(request, found.page, "unit_indicator", [unit, indicator], own=found)


@page("report.see_service")
def indicator_history(request: StaffRequest, unit: str, indicator: str) -> HttpResponse:
    """A node beside its own past."""
    found = own.indicator_history(request.user, unit, indicator, wanted(request))
    return _shown(request, found, "indicator_history", [unit, indicator])


@page("report.see_service")
def indicator_others(request: StaffRequest, unit: str, indicator: str) -> HttpResponse:
    """A node beside all others, level by level."""
    found = beside.indicator_others(request.user, unit, indicator, wanted(request))
    return _shown(request, found, "indicator_others", [unit, indicator])


@page("report.see_service")
def unit_for_whom(request: StaffRequest, unit: str, indicator: str) -> HttpResponse:
    """For whom it goes differently at a node."""
    found = for_whom.unit_for_whom(request.user, unit, indicator, wanted(request))
    return _shown(request, found, "unit_for_whom", [unit, indicator])


@page("report.see_service")
def instrument_others(request: StaffRequest, unit: str, asked: str) -> HttpResponse:
    """Own people beside all others on every score and question of a form."""
    found = forms.instrument_others(request.user, unit, asked, wanted(request))
    return _shown(request, found, "instrument_others", [unit, asked])


@page("report.see_service")
def service_layers(request: StaffRequest, unit: str) -> HttpResponse:
    """What goes in, what is done and what comes of it in one year."""
    return _shown(request, layers.service_layers(request.user, unit, wanted(request)), "service_layers", [unit])


@page("report.see_service")
def layers_table(request: StaffRequest, unit: str, file: str) -> HttpResponse:
    """One table of the three layers."""
    return _file(request, layers.service_layers(request.user, unit, wanted(request)), file)


@page("benchmark.see_several")
def several_indicators(request: StaffRequest) -> HttpResponse:
    """The indicators of the services one follows, with the comparisons between services."""
    found = beside.several_indicators(request.user, wanted(request))
    return render(request, "benchmark/several_indicators.html", {"found": found})


@page("benchmark.see_several")
def indicator_funnel(request: StaffRequest, indicator: str) -> HttpResponse:
    """Services in their funnel, crude and adjusted."""
    found = beside.indicator_funnel(request.user, indicator, wanted(request))
    return _shown(request, found, "indicator_funnel", [indicator])


@page("benchmark.see_several")
def indicator_places(request: StaffRequest, indicator: str) -> HttpResponse:
    """Services with shrunken values and places with their interval."""
    found = beside.indicator_places(request.user, indicator, wanted(request))
    return _shown(request, found, "indicator_places", [indicator])


@page("benchmark.see_several")
def several_for_whom(request: StaffRequest, indicator: str) -> HttpResponse:
    """For whom it goes differently over several services."""
    found = for_whom.several_for_whom(request.user, indicator, wanted(request))
    return _shown(request, found, "several_for_whom", [indicator])


@page("report.see_service")
def instrument_table(request: StaffRequest, unit: str, asked: str, file: str) -> HttpResponse:
    """One table of the page about a form."""
    return _file(request, forms.instrument_others(request.user, unit, asked, wanted(request)), file)


@page("report.see_service")
def unit_table(request: StaffRequest, unit: str, indicator: str, comparison: str, file: str) -> HttpResponse:
    """One table of a page about an indicator at a node."""
    if comparison == "unit_indicator":
        found = own.unit_indicator(request.user, unit, indicator, wanted(request)).page
    elif comparison in PAGES:
        found = PAGES[comparison](request.user, unit, indicator, wanted(request))
    else:
        raise Http404
    return _file(request, found, file)


@page("benchmark.see_several")
def several_table(request: StaffRequest, indicator: str, comparison: str, file: str) -> HttpResponse:
    """One table of a page over several services."""
    if comparison not in PAGES_OF_SEVERAL:
        raise Http404
    found = PAGES_OF_SEVERAL[comparison](request.user, indicator, wanted(request))
    return _file(request, found, file)


def _file(request: StaffRequest, found: Page, file: str) -> HttpResponse:
    about = found.reading.unit.name if found.reading.unit else found.title
    return table_file(request, found.figures, file, about=about, name=f"{about} {found.title}")


def _shown(request: StaffRequest, found: Page, name: str, args: list[str], **more: Any) -> HttpResponse:
    """The page in the reader's language, with where its tables, its periods and the other comparisons lead."""
    context = {
        "found": found,
        "parts": told(found.parts, _addresses(found, name, args)),
        "tabs": _tabs(found, name, args),
        "several": may(request.user, "benchmark.see_several"),
        "address": args[-1],
        **_periods(found.reading.chosen),
    }
    return render(request, f"benchmark/{name}.html", context | more)


def _addresses(found: Page, name: str, args: list[str]) -> Callable[[str, str], str]:
    """Where each table of the page leads as a file of a form."""
    query = urlencode(found.query)

    def address(key: str, form: str) -> str:
        file = f"{key}.{form}"
        if name in ALONE:
            return f"{reverse(ALONE[name], args=[*args, file])}?{query}"
        there = reverse("unit_table" if len(args) > 1 else "several_table", args=[*args, name, file])
        return f"{there}?{query}"

    return address


def _tabs(found: Page, name: str, args: list[str]) -> list[dict[str, Any]]:
    """The pages about the same indicator, over the same period."""
    if found.indicator is None:
        return []
    offered = AT_UNIT if len(args) > 1 else SEVERAL
    query = urlencode({"period": found.query["period"]})
    return [
        {"label": label, "url": f"{reverse(key, args=args)}?{query}", "current": key == name}
        for key, label in offered.items()
    ]


def _periods(chosen: PeriodChosen) -> dict[str, Any]:
    return {"periods": [(name, label, name == chosen.name) for name, label in NAMES.items()]}
