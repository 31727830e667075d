"""Addresses of the drafting stage; they hold random ids only."""

from __future__ import annotations

from django.urls import path

from gavn.drafting import views

urlpatterns = [
    path("catalogue/own/", views.own_definitions, name="own_definitions"),
    path("catalogue/own/new/", views.start_draft, name="start_draft"),
    path("catalogue/own/merge/", views.merge_programmes, name="merge_programmes"),
    path("catalogue/own/<str:definition>/", views.own_definition, name="own_definition"),
    path("catalogue/own/<str:definition>/file/", views.own_definition_file, name="own_definition_file"),
    path("catalogue/own/<str:published>/version/", views.start_version, name="start_version"),
    path("catalogue/own/<str:published>/retire/", views.retire_definition, name="retire_definition"),
    path("catalogue/drafts/<str:draft>/", views.draft, name="draft"),
    path("catalogue/drafts/<str:draft>/file/", views.draft_file, name="draft_file"),
    path("catalogue/drafts/<str:draft>/publish/", views.publish_draft, name="publish_draft"),
    path("catalogue/drafts/<str:draft>/drop/", views.drop_draft, name="drop_draft"),
]
