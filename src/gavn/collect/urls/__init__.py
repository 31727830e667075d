"""Addresses of the collect stage for staff; they hold random ids and names of forms only."""

from __future__ import annotations

from django.urls import include, path

from gavn.collect import views

FORM = "<str:occasion>/<str:form>/<str:respondent>"

urlpatterns = [
    path("", include("gavn.collect.urls.imports")),
    path("due/", views.due, name="due"),
    path("people/<str:individual>/forms/", views.forms_tab, name="forms"),
    path(f"answer/{FORM}/", views.answer, name="answer"),
    path(f"answer/{FORM}/keep/", views.keep_answers, name="keep_answers"),
    path(f"answer/{FORM}/asked/", views.questions_asked, name="questions_asked"),
    path(f"paper/{FORM}/", views.paper_form_of, name="paper_form_of"),
    path("paper/<path:form>/", views.paper_form, name="paper_form"),
    path("responses/<str:response>/correct/", views.correct_answer, name="correct_answer"),
    path("occasions/<str:occasion>/leave-out/", views.leave_out_occasion, name="leave_out_occasion"),
    path("occasions/<str:occasion>/discussed/", views.mark_discussed, name="mark_discussed"),
    path("occasions/<str:occasion>/invite/", views.invite, name="invite"),
    path("invitations/<str:invitation>/withdraw/", views.withdraw_invitation, name="withdraw_invitation"),
    path("services/<str:unit>/programme/", views.choose_programme, name="choose_programme"),
    path("services/<str:unit>/programme/<str:programme>/", views.choose_programme, name="choose_measures"),
]
