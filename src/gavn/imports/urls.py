"""Addresses of imports."""

from __future__ import annotations

from django.urls import path

from gavn.imports import views

urlpatterns = [
    path("imports/", views.imports, name="imports"),
    path("imports/new/", views.import_file, name="import_file"),
    path("imports/<str:brought>/", views.import_preview, name="import_preview"),
    path("imports/<str:brought>/progress/", views.import_progress, name="import_progress"),
]
