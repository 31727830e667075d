"""All addresses of the REPORT stage."""

from __future__ import annotations

from gavn.report.urls import documents, persons, publishing, services

urlpatterns = [*persons.urlpatterns, *services.urlpatterns, *documents.urlpatterns, *publishing.urlpatterns]
