"""Addresses of the measure stage."""

from __future__ import annotations

from django.urls import path

from gavn.measure import views

urlpatterns = [
    path("critical/", views.critical, name="critical"),
    path("critical/<str:task>/", views.critical_task, name="critical_task"),
    path("services/<str:unit>/critical/", views.critical_route, name="critical_route"),
]
