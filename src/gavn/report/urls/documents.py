"""Addresses of the yearly report."""

from __future__ import annotations

from django.urls import path

from gavn.report.views import documents

urlpatterns = [
    path("services/<str:unit>/year/", documents.service_year, name="service_year"),
    path("services/<str:unit>/year/file/<slug:form>/", documents.service_year_file, name="service_year_file"),
    path("services/<str:unit>/year/reading/", documents.write_reading, name="write_reading"),
    path("services/<str:unit>/year/reading/sign/", documents.sign_reading, name="sign_reading"),
]
