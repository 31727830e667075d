"""Addresses of the CALENDAR stage; they hold random ids only."""

from __future__ import annotations

from django.urls import path

from gavn.calendar.views import feeds, missing, overdue, seasons, years

urlpatterns = [
    path("overdue/", overdue.overdue, name="overdue"),
    path("overdue/file/", overdue.overdue_file, name="overdue_file"),
    path("overdue/remind/", overdue.remind, name="remind"),
    path("why-missing/", missing.missing_reasons, name="missing_reasons"),
    path("services/<str:unit>/missing/", missing.missing_at, name="missing_at"),
    path("services/<str:unit>/missing/file/", missing.missing_file, name="missing_file"),
    path("services/<str:unit>/missing/<slug:reason>/", missing.missing_persons, name="missing_persons"),
    path("services/<str:unit>/years/", years.years, name="service_years"),
    path("services/<str:unit>/years/<int:year>/", years.year, name="service_year_answers"),
    path("services/<str:unit>/years/<int:year>/answer/", years.answer_year, name="answer_year"),
    path("services/<str:unit>/years/<int:year>/keep/", years.keep_year, name="keep_year"),
    path("your-calendar/", feeds.calendar_feed, name="calendar_feed"),
    path("your-calendar/end/", feeds.end_feed, name="end_feed"),
    path("calendar/<str:code>/gavn.ics", feeds.feed, name="feed"),
    path("seasons/", seasons.seasons, name="seasons"),
    path("seasons/open/", seasons.open_season, name="open_season"),
    path("seasons/<str:season>/", seasons.season, name="season"),
    path("seasons/<str:season>/days/", seasons.move_season, name="move_season"),
    path("seasons/<str:season>/next-year/", seasons.copy_season, name="copy_season"),
    path("seasons/<str:season>/freeze/", seasons.freeze_season, name="freeze_season"),
]
