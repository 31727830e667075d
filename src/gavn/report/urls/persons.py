"""Addresses of the pages about one person."""

from __future__ import annotations

from django.urls import path

from gavn.report.views import persons

urlpatterns = [
    path("feedback/<str:occasion>/", persons.feedback, name="feedback"),
    path("people/<str:individual>/", persons.overview, name="overview"),
    path("people/<str:individual>/plain/", persons.plain_page, name="plain_page"),
    path("people/<str:individual>/side-by-side/", persons.side_by_side, name="side_by_side"),
]
