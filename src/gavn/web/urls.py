"""The staff's pages."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from gavn.access.pure.pages import page
from gavn.web import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("ready/", views.ready, name="ready"),
    path("language/", page(everybody=True)(set_language), name="set_language"),
    path("", include("gavn.access.urls")),
    path("", include("gavn.catalogue.urls")),
    path("", include("gavn.people.urls")),
    path("", include("gavn.measure.urls")),
]

handler400 = views.not_understood
handler403 = views.not_allowed
handler404 = views.not_found
