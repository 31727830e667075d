"""Addresses of the rights stage; they hold random ids only."""

from __future__ import annotations

from django.urls import path

from gavn.rights import views
from gavn.rights.views import erasing

PERSON = "people/<str:individual>/rights/"

urlpatterns = [
    path(PERSON, views.rights, name="rights"),
    path(PERSON + "copy/", views.copy_of_person, name="copy_of_person"),
    path(PERSON + "told/", views.inform, name="inform"),
    path(PERSON + "representative/", views.name_representative, name="name_representative"),
    path(PERSON + "contact/", views.name_contact, name="name_contact"),
    path(PERSON + "no/", views.say_no, name="say_no"),
    path(PERSON + "profile/", views.write_profile, name="write_profile"),
    path(PERSON + "involvement/", views.note_involvement, name="note_involvement"),
    path(PERSON + "ground/", views.state_ground, name="state_ground"),
    path("representatives/<str:representative>/", views.change_representative, name="change_representative"),
    path("contacts/<str:contact>/", views.change_contact, name="change_contact"),
    path("contacts/<str:contact>/end/", views.end_contact, name="end_contact"),
    path("said/<str:decision>/end/", views.take_back_no, name="take_back_no"),
    path("profiles/<str:profile>/", views.profile_version, name="profile_version"),
    path(PERSON + "erase/", erasing.erase_person, name="erase_person"),
    path(PERSON + "hold/", erasing.set_hold, name="set_hold"),
    path("holds/<str:hold>/end/", erasing.end_hold, name="end_hold"),
    path("retention/", erasing.retention, name="retention"),
    path("retention/<str:unit>/list/", erasing.write_due_list, name="write_due_list"),
    path("retention/<str:unit>/rules/", erasing.retention_rules, name="retention_rules"),
    path("retention/rules/<str:rule>/end/", erasing.end_retention_rule, name="end_retention_rule"),
    path("retention/lists/<str:listed>/", erasing.due_list, name="due_list"),
    path("retention/due/<str:due>/keep/", erasing.keep_person, name="keep_person"),
    path("grounds/<str:ground>/end/", views.end_ground, name="end_ground"),
]
