"""Addresses of the collect stage for staff; they hold random ids and names of forms only."""

from __future__ import annotations

from django.urls import path

from gavn.collect import views

FORM = "<slug:occasion>/<str:form>/<str:respondent>"

urlpatterns = [
    path("due/", views.due, name="due"),
    path("people/<slug:individual>/forms/", views.forms_tab, name="forms"),
    path(f"answer/{FORM}/", views.answer, name="answer"),
    path(f"answer/{FORM}/keep/", views.keep_answers, name="keep_answers"),
    path(f"answer/{FORM}/asked/", views.questions_asked, name="questions_asked"),
    path(f"paper/{FORM}/", views.paper_form_of, name="paper_form_of"),
    path("paper/<path:form>/", views.paper_form, name="paper_form"),
    path("responses/<slug:response>/correct/", views.correct_answer, name="correct_answer"),
    path("responses/<slug:response>/strike-out/", views.strike_answer, name="strike_answer"),
    path("responses/<slug:response>/bring-back/", views.bring_back_answer, name="bring_back_answer"),
    path("responses/<slug:response>/move/", views.move_answer, name="move_answer"),
    path("occasions/<slug:occasion>/leave-out/", views.leave_out_occasion, name="leave_out_occasion"),
    path("occasions/<slug:occasion>/discussed/", views.mark_discussed, name="mark_discussed"),
    path("occasions/<slug:occasion>/invite/", views.invite, name="invite"),
    path("invitations/<slug:invitation>/withdraw/", views.withdraw_invitation, name="withdraw_invitation"),
    path("services/<slug:unit>/programme/", views.choose_programme, name="choose_programme"),
    path("services/<slug:unit>/programme/<str:programme>/", views.choose_programme, name="choose_measures"),
]
