"""Writes of the JUDGE stage."""

from gavn.judge.services.hearing import answer_comment, close_hearing, comment_in_hearing, open_hearing
from gavn.judge.services.meetings import add_participant, end_participation, plan_meeting
from gavn.judge.services.packs import freeze_pack, send_back_quality, sign_quality
from gavn.judge.services.publishing import add_addendum, ask_publishing_meeting, hold_learning_meeting, publish_meeting
from gavn.judge.services.texts import change_decision, decide_at_meeting, interpret, keep_interpretation

__all__ = [
    "add_addendum",
    "add_participant",
    "answer_comment",
    "ask_publishing_meeting",
    "change_decision",
    "close_hearing",
    "comment_in_hearing",
    "decide_at_meeting",
    "end_participation",
    "freeze_pack",
    "hold_learning_meeting",
    "interpret",
    "keep_interpretation",
    "open_hearing",
    "plan_meeting",
    "publish_meeting",
    "send_back_quality",
    "sign_quality",
]
