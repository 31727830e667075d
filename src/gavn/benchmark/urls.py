"""Addresses of the BENCHMARK stage; they hold random ids and keys of definitions only."""

from __future__ import annotations

from django.urls import path

from gavn.benchmark.views import pages

AT = "services/<str:unit>/indicators/"
ONE = AT + "<str:indicator>/"
SEVERAL = "indicators/<str:indicator>/"
TABLE = "<slug:comparison>/tables/<str:file>"

urlpatterns = [
    path(AT, pages.unit_indicators, name="unit_indicators"),
    path(ONE, pages.unit_indicator, name="unit_indicator"),
    path(ONE + "history/", pages.indicator_history, name="indicator_history"),
    path(ONE + "others/", pages.indicator_others, name="indicator_others"),
    path(ONE + "for-whom/", pages.unit_for_whom, name="unit_for_whom"),
    path(ONE + TABLE, pages.unit_table, name="unit_table"),
    path("services/<str:unit>/forms/<str:asked>/", pages.instrument_others, name="instrument_others"),
    path("services/<str:unit>/forms/<str:asked>/tables/<str:file>", pages.instrument_table, name="instrument_table"),
    path("services/<str:unit>/layers/", pages.service_layers, name="service_layers"),
    path("services/<str:unit>/layers/tables/<str:file>", pages.layers_table, name="layers_table"),
    path("indicators/", pages.several_indicators, name="several_indicators"),
    path(SEVERAL + "funnel/", pages.indicator_funnel, name="indicator_funnel"),
    path(SEVERAL + "places/", pages.indicator_places, name="indicator_places"),
    path(SEVERAL + "for-whom/", pages.several_for_whom, name="several_for_whom"),
    path(SEVERAL + TABLE, pages.several_table, name="several_table"),
]
