"""Addresses of the services' pages."""

from __future__ import annotations

from django.urls import path

from gavn.report.views import services

urlpatterns = [
    path("services/", services.services, name="services"),
    path("services/<str:unit>/", services.service, name="service"),
    path("services/<str:unit>/count-again/", services.count_again, name="count_again"),
    path("services/<str:unit>/tables/<slug:table>.<slug:form>", services.service_table, name="service_table"),
]
