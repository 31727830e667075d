"""Addresses of the JUDGE stage; they hold random ids only."""

from __future__ import annotations

from django.urls import path

from gavn.judge.views import hearing, meetings, packs

ONE, FIGURE = "audit-meetings/<str:meeting>/", "audit-meetings/<str:meeting>/figures/<str:figure>/"

urlpatterns = [
    path("audit-meetings/", meetings.audit_meetings, name="audit_meetings"),
    path("audit-meetings/new/", meetings.plan_meeting, name="plan_meeting"),
    path(ONE, meetings.audit_meeting, name="audit_meeting"),
    path(ONE + "print/", meetings.print_pack, name="print_pack"),
    path(ONE + "people/", meetings.add_participant, name="add_participant"),
    path(ONE + "people/<str:participant>/end/", meetings.end_participation, name="end_participation"),
    path(ONE + "freeze/", packs.freeze_pack, name="freeze_pack"),
    path(ONE + "quality/", packs.pack_quality, name="pack_quality"),
    path(FIGURE, packs.pack_figure, name="pack_figure"),
    path(FIGURE + "<slug:kind>/", packs.interpret, name="interpret"),
    path(FIGURE + "<slug:kind>/keep/", packs.keep_interpretation, name="keep_interpretation"),
    path(ONE + "decisions/new/", packs.decide_at_meeting, name="decide_at_meeting"),
    path(ONE + "decisions/<str:decided>/", packs.change_decision, name="change_decision"),
    path(ONE + "hearing/", hearing.open_hearing, name="open_hearing"),
    path(ONE + "hearing/close/", hearing.close_hearing, name="close_hearing"),
    path(ONE + "hearing/comment/", hearing.comment_in_hearing, name="comment_in_hearing"),
    path(ONE + "hearing/<str:comment>/answer/", hearing.answer_comment, name="answer_comment"),
    path(ONE + "publish/", hearing.ask_publishing_meeting, name="ask_publishing_meeting"),
    path(ONE + "learning/", hearing.hold_learning_meeting, name="hold_learning_meeting"),
    path(ONE + "addendum/", hearing.add_addendum, name="add_addendum"),
]
