"""A POST becomes what the services of this stage ask for."""

from gavn.judge.forms.hearing import (
    AddendumForm,
    AnswerForm,
    CloseForm,
    CommentForm,
    HearingForm,
    LearningForm,
    PublishForm,
)
from gavn.judge.forms.meetings import ParticipantForm, PlanForm
from gavn.judge.forms.texts import DecisionForm, InterpretationForm, QualityForm

__all__ = [
    "AddendumForm",
    "AnswerForm",
    "CloseForm",
    "CommentForm",
    "DecisionForm",
    "HearingForm",
    "InterpretationForm",
    "LearningForm",
    "ParticipantForm",
    "PlanForm",
    "PublishForm",
    "QualityForm",
]
