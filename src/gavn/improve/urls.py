"""Addresses of the IMPROVE stage; they hold random ids only."""

from __future__ import annotations

from django.urls import path

from gavn.improve import views

urlpatterns = [
    path("actions/", views.actions, name="actions"),
    path("services/<str:unit>/actions/", views.unit_actions, name="unit_actions"),
    path("decisions/<str:decided>/action/", views.open_action, name="open_action"),
    path("actions/<str:action>/", views.action, name="action"),
    path("actions/<str:action>/change/", views.change_action, name="change_action"),
    path("actions/<str:action>/progress/", views.note_progress, name="note_progress"),
    path("actions/<str:action>/end/", views.end_action, name="end_action"),
]
