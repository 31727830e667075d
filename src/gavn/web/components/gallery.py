"""The look of every component on one page, with content as it stands in real work."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gavn.access.pure.pages import page
from gavn.kernel.dates import PartialDate
from gavn.kernel.estimates import Estimate
from gavn.works.forms import PartialDateField

COLUMNS = [
    {"key": "person", "label": "Person", "sort": True},
    {"key": "entry", "label": "Entry", "sort": True},
    {"key": "due", "label": "Due"},
    {"key": "change", "label": "Change since entry", "numeric": True, "sort": True},
]
PEOPLE: list[dict[str, Any]] = [
    {
        "person": {"text": "Ditte Holm", "url": "#"},
        "entry": PartialDate(2026, 3, 9),
        "due": {"text": "Overdue", "status": "danger"},
        "change": -4.0,
    },
    {
        "person": {"text": "Ali Rahimi", "url": "#"},
        "entry": PartialDate(2026, 1),
        "due": {"text": "This week", "status": "warning"},
        "change": 2.5,
    },
    {
        "person": {"text": "Signe Bech Lauridsen", "url": "#"},
        "entry": PartialDate(2025, 11, 24),
        "due": {"text": "Answered", "status": "success"},
        "change": 6.0,
    },
]
CHANGES: list[dict[str, Any]] = [
    {"outcome": "Reliably improved", "persons": 46, "low": 0.30, "share": 0.38, "high": 0.47},
    {"outcome": "No reliable change", "persons": 61, "low": 0.42, "share": 0.51, "high": 0.60},
    {"outcome": "Reliably worse", "persons": 13, "low": 0.06, "share": 0.11, "high": 0.18},
]
BARS: dict[str, Any] = {
    "data": {"values": CHANGES},
    "height": {"step": 44},
    "encoding": {"y": {"field": "outcome", "type": "nominal", "sort": None, "title": None}},
    "layer": [
        {
            "mark": {"type": "bar", "height": 24},
            "encoding": {
                "x": {
                    "field": "share",
                    "type": "quantitative",
                    "title": "Share of those followed up",
                    "axis": {"format": ".0%", "tickCount": 4},
                    "scale": {"domain": [0, 0.8]},
                }
            },
        },
        {
            "mark": {"type": "rule", "strokeWidth": 2, "color": "chart-ink"},
            "encoding": {"x": {"field": "low", "type": "quantitative"}, "x2": {"field": "high"}},
        },
        {
            "mark": {"type": "text", "align": "left", "dx": 8, "fontWeight": 600},
            "encoding": {"x": {"field": "high", "type": "quantitative"}, "text": {"field": "persons"}},
        },
    ],
}
LAST_OF_SERVICE = {"day": "2026-11", "score": 15, "who": "Service, middle"}
COURSE: dict[str, Any] = {
    "data": {
        "values": [
            {"day": day, "score": score, "who": who}
            for who, scores in (("Ditte", (21, 19, 16, 17, 12)), ("Service, middle", (22, 20, 18, 16, 15)))
            for day, score in zip(("2026-03", "2026-05", "2026-07", "2026-09", "2026-11"), scores, strict=True)
        ]
    },
    "height": 240,
    "encoding": {
        "x": {"field": "day", "type": "temporal", "title": None, "axis": {"format": "%-m/%Y", "tickCount": 5}},
        "y": {"field": "score", "type": "quantitative", "title": "Distress (0–40)"},
        "color": {"field": "who", "legend": None},
    },
    "layer": [
        {"mark": "line"},
        {"mark": "point", "encoding": {"shape": {"field": "who", "legend": None}}},
        {
            "data": {"values": [{"day": "2026-11", "score": 12, "who": "Ditte"}, LAST_OF_SERVICE]},
            "mark": {"type": "text", "align": "right", "dy": -14, "fontWeight": 600},
            "encoding": {"text": {"field": "who"}},
        },
    ],
}
FIGURES = [
    {
        "id": "changes",
        "title": "How does it go for our people?",
        "finding": "Reliably improved: 46 of 120 followed up (38%, 30–47%). 61 people were not followed up.",
        "description": "Bars of three outcomes with intervals; the figures stand in the table below.",
        "spec": BARS,
        "columns": [
            {"key": "outcome", "label": "Outcome"},
            {"key": "persons", "label": "Persons", "numeric": True},
            {"key": "estimate", "label": "Share (95% interval)", "numeric": True},
        ],
        "rows": [one | {"estimate": Estimate(one["share"], one["low"], one["high"], n=120)} for one in CHANGES],
        "n": 120,
        "due": 181,
        "missing": 61,
        "because": "41 left early, 20 declined",
        "interval": 95,
        "period": "2026",
        "source": "CORE-OM, Solsikken",
        "version": "gavn/core-om v1",
        "frozen": date(2027, 1, 4),
        "downloads": [{"label": "Data (CSV)", "url": "#"}, {"label": "Picture (SVG)", "url": "#"}],
    },
    {
        "id": "course",
        "title": "How is Ditte doing?",
        "finding": "Ditte’s distress has fallen from 21 to 12 since March, more than measurement error explains.",
        "spec": COURSE,
        "columns": [
            {"key": "who", "label": "Who"},
            {"key": "day", "label": "Month"},
            {"key": "score", "label": "Score", "numeric": True},
        ],
        "rows": COURSE["data"]["values"],
        "n": 5,
        "missing": 0,
        "period": "March to November 2026",
        "source": "Ditte’s own answers",
    },
]
HAPPENED = [
    {"when": date(2026, 11, 2), "title": "Status questions", "state": "late", "url": "#"},
    {"when": date(2026, 9, 14), "title": "Goal adjusted", "text": "From “a job” to “two days a week at the bakery”."},
    {"when": PartialDate(2026, 3), "title": "Enrolled", "text": "Referred by Aarhus municipality.", "state": "done"},
]
ABOUT = [
    ("Service", "Solsikken, supported housing"),
    ("Entry", PartialDate(2026, 3, 9)),
    ("Contact", {"label": "Contact", "value": "Mara Lund"}["value"]),
    ("Answers so far", 5),
]
FACES = ["Very bad", "Bad", "Neither", "Good", "Very good"]
SETTINGS = [("home", "In an own home"), ("supported", "In supported housing"), ("other", "Somewhere else")]


class Enrolment(forms.Form):
    """A form with one of each kind of field."""

    name = forms.CharField(label="First and last name", max_length=80)
    entry = PartialDateField(label="When did the stay begin?", help_text="For example 27 3 2026.")
    living = forms.ChoiceField(label="Where does the person live?", choices=SETTINGS, widget=forms.RadioSelect)
    referred = forms.ChoiceField(label="Who referred the person?", choices=[("", "Choose"), ("m", "A municipality")])
    helps = forms.MultipleChoiceField(
        label="What help is planned?",
        choices=[("talk", "Conversations"), ("home", "Support at home"), ("work", "Work training")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    hours = forms.IntegerField(label="Hours a week", required=False, help_text="Whole hours.")
    reason = forms.CharField(
        label="Why this service?",
        max_length=400,
        required=False,
        help_text="Two or three sentences. The person can read them.",
        widget=forms.Textarea,
    )
    agreed = forms.BooleanField(label="The person knows about the enrolment and agrees to it")


def shown() -> dict[str, Any]:
    """What the components of the page show."""
    return {
        "blank": Enrolment(auto_id="blank_%s", initial={"hours": 12}),
        "wrong": Enrolment({"name": "Ditte Holm", "entry_day": "30", "entry_month": "2", "entry_year": "2026"}),
        "columns": COLUMNS,
        "people": PEOPLE,
        "page": Paginator(range(340), 12).page(4),
        "figures": FIGURES,
        "happened": HAPPENED,
        "about": ABOUT,
        "faces": [{"value": place, "label": words} for place, words in enumerate(FACES)],
        "living": [{"value": key, "label": words} for key, words in SETTINGS],
        "ways": ["unknown", "declined", "not_understood"],
        "skip": ["skipped"],
        "step_names": ["Who", "Entry", "Goals", "Check"],
        "views": [
            {"label": "Due", "url": "#", "current": True, "count": 12},
            {"label": "Everybody", "url": "#", "count": 340},
            {"label": "Left", "url": "#"},
        ],
        "crumbs": [{"label": "Solsikken", "url": "#"}, {"label": "Look"}],
        "estimate": Estimate(0.38, 0.30, 0.47, n=120, missing=61),
    }


@page(everybody=True)
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component, once, as staff or as respondents see it."""
    bare = request.GET.get("as") == "respondent"
    more: dict[str, Any] = {"progress": {"done": 3, "total": 12}, "leave_url": "#"} if bare else {"concern_url": "#"}
    return render(request, f"components/gallery{'_respondent' if bare else ''}.html", shown() | more)
