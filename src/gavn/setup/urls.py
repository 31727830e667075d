"""Addresses of the set-up."""

from __future__ import annotations

from django.urls import path

from gavn.setup import views

urlpatterns = [
    path("set-up/", views.set_up, name="set_up"),
    path("set-up/services/<str:unit>/phases/", views.phases, name="phases"),
    path("set-up/<str:unit>/", views.set_up, name="set_up_of"),
    path("set-up/<str:unit>/mandate/", views.mandate, name="mandate"),
    path("set-up/<str:unit>/owner/", views.owner, name="owner"),
    path("set-up/<str:unit>/tree/", views.tree_from_file, name="tree_from_file"),
    path("set-up/<str:unit>/tree/organisation.csv", views.tree_file, name="tree_file"),
    path("set-up/<str:unit>/people/", views.people, name="set_up_people"),
    path("set-up/<str:unit>/people/colleagues.csv", views.people_file, name="people_file"),
    path("set-up/<str:unit>/what-is-set-up/", views.what_is_set_up, name="what_is_set_up"),
]
