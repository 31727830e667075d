"""Addresses of the catalogue."""

from __future__ import annotations

from django.urls import path

from gavn.catalogue import views

urlpatterns = [
    path("catalogue/", views.catalogue, name="catalogue"),
    path("catalogue/load-pack/", views.load_pack, name="load_pack"),
    path("catalogue/instruments/<path:key>/", views.instrument, name="instrument"),
    path("catalogue/programmes/<path:key>/", views.programme_page, name="programme_page"),
]
