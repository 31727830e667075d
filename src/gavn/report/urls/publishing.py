"""Addresses of reports made public."""

from __future__ import annotations

from django.urls import path

from gavn.report.views import publishing

urlpatterns = [
    path("services/<str:unit>/year/publish/", publishing.publish_report, name="publish_report"),
    path("publications/<str:publication>/", publishing.publication, name="publication"),
    path("publications/<str:publication>/file/<slug:form>/", publishing.publication_file, name="publication_file"),
    path("publications/<str:publication>/withdraw/", publishing.withdraw_publication, name="withdraw_publication"),
    path("published/", publishing.published, name="published"),
    path("published/<str:publication>/<slug:form>/", publishing.published_file, name="published_file"),
]
