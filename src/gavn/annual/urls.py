"""Addresses of the ANNUAL stage; they hold random ids only."""

from __future__ import annotations

from django.urls import path

from gavn.annual import views

urlpatterns = [
    path("annual/", views.annual_reports, name="annual_reports"),
    path("annual/<str:yearly>/", views.annual_report, name="annual_report"),
    path("annual/<str:yearly>/file/<slug:form>/", views.annual_report_file, name="annual_report_file"),
    path("annual/<str:own_yearly>/publish/", views.publish_annual, name="publish_annual"),
    path("annual/questions/<str:question_back>/answer/", views.answer_back, name="answer_back"),
]
