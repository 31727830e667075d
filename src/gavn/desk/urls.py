"""Addresses of the desk: what one does every day, across all stages."""

from __future__ import annotations

from django.urls import path

from gavn.desk.views import own, printing, reassigning, searching, several, today

urlpatterns = [
    path("", today.home, name="home"),
    path("search/", searching.search, name="search"),
    path("several/invite/", several.invite_several, name="invite_several"),
    path("several/letters/", printing.letters_file, name="letters_file"),
    path("several/print/", printing.print_several, name="print_several"),
    path("several/reassign/", reassigning.reassign_several, name="reassign_several"),
    path("several/reassigned/<str:handed>/", reassigning.reassigned, name="reassigned"),
    path("your-settings/", own.your_settings, name="your_settings"),
    path("your-absence/", own.your_absence, name="your_absence"),
    path("your-absence/<str:absence>/end/", own.end_your_absence, name="end_your_absence"),
]
