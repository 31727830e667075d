"""Addresses of the desk: what one does every day, across all stages."""

from __future__ import annotations

from django.urls import path

from gavn.desk.views import searching, today

urlpatterns = [
    path("", today.home, name="home"),
    path("search/", searching.search, name="search"),
]
