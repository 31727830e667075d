"""The respondents' pages; no route from here leads to staff pages."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from gavn.access.views import set_respondents_language
from gavn.web.offline.views import own_device_key

urlpatterns: list[URLPattern | URLResolver] = [
    path("r/language/", set_respondents_language, name="set_language"),
    path("r/device-key/", own_device_key, name="device_key"),
    path("r/", include("gavn.collect.urls.respondent")),
]
