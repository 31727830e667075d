"""Addresses of the people stage; they hold random ids only."""

from __future__ import annotations

from django.urls import path

from gavn.people import views

urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/twice/", views.duplicates, name="duplicates"),
    path("people/twice/<str:merge>/apart/", views.unmerge_people, name="unmerge_people"),
    path("people/<str:individual>/same/", views.merge_people, name="merge_people"),
    path("people/enrol/", views.choose_service, name="choose_service"),
    path("people/enrol/<str:unit>/", views.enrol_person, name="enrol_person"),
    path("people/<str:individual>/plan/", views.plan, name="plan"),
    path("people/<str:individual>/looked/", views.who_has_looked, name="who_has_looked"),
    path("stays/<str:enrolment>/change/", views.change_stay, name="change_stay"),
    path("stays/<str:enrolment>/end/", views.end_stay, name="end_stay"),
    path("stays/<str:enrolment>/reopen/", views.reopen_stay, name="reopen_stay"),
    path("stays/<str:enrolment>/take-back/", views.take_back_enrolment, name="take_back_enrolment"),
    path("stays/<str:enrolment>/move/", views.move_person, name="move_person"),
    path("stays/<str:enrolment>/person/", views.correct_person, name="correct_person"),
    path("stays/<str:enrolment>/goals/", views.set_goal, name="set_goal"),
    path("stays/<str:enrolment>/interventions/", views.start_intervention, name="start_intervention"),
    path("goals/<str:goal>/change/", views.change_goal, name="change_goal"),
    path("goals/<str:goal>/rate/", views.rate_goal, name="rate_goal"),
    path("goals/<str:goal>/end/", views.end_goal, name="end_goal"),
    path("interventions/<str:intervention>/change/", views.change_intervention, name="change_intervention"),
    path("interventions/<str:intervention>/end/", views.end_intervention, name="end_intervention"),
    path("colleagues/", views.colleagues, name="colleagues"),
    path("colleagues/<str:user>/hand-over/", views.hand_over, name="hand_over"),
    path("colleagues/<str:user>/away/", views.set_absence, name="set_absence"),
    path("absences/<str:absence>/end/", views.end_absence, name="end_absence"),
    path("services/<str:unit>/word/", views.choose_person_word, name="choose_person_word"),
]
