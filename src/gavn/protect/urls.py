"""Addresses of the stage PROTECT."""

from __future__ import annotations

from django.urls import path

from gavn.protect import views

urlpatterns = [
    path("unmasked/", views.unmasked, name="unmasked"),
    path("unmasked/ask/", views.ask_unmasking, name="ask_unmasking"),
    path("unmasked/<str:opening>/", views.unmasked_person, name="unmasked_person"),
    path("unmasked/<str:opening>/end/", views.end_unmasking, name="end_unmasking"),
    path("look-ups/", views.look_samples, name="look_samples"),
    path("look-ups/<str:sample>/", views.look_sample, name="look_sample"),
    path("look-ups/line/<str:look>/", views.judge_look, name="judge_look"),
]
