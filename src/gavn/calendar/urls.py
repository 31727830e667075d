"""Addresses of the CALENDAR stage; they hold random ids only."""

from __future__ import annotations

from django.urls import path

from gavn.calendar.views import seasons

urlpatterns = [
    path("seasons/", seasons.seasons, name="seasons"),
    path("seasons/open/", seasons.open_season, name="open_season"),
    path("seasons/<str:season>/", seasons.season, name="season"),
    path("seasons/<str:season>/days/", seasons.move_season, name="move_season"),
    path("seasons/<str:season>/next-year/", seasons.copy_season, name="copy_season"),
    path("seasons/<str:season>/freeze/", seasons.freeze_season, name="freeze_season"),
]
