"""Addresses of the desk: what one does every day, across all stages."""

from __future__ import annotations

from django.urls import path

from gavn.desk.views import own, searching, today

urlpatterns = [
    path("", today.home, name="home"),
    path("search/", searching.search, name="search"),
    path("your-settings/", own.your_settings, name="your_settings"),
    path("your-absence/", own.your_absence, name="your_absence"),
    path("your-absence/<str:absence>/end/", own.end_your_absence, name="end_your_absence"),
]
