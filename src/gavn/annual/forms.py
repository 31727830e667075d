"""A POST becomes what the services of this stage ask for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from gavn.annual.pure.questions import LONGEST_ANSWER, LONGEST_QUESTION
from gavn.works.forms import Written


class AskForm(Written):
    """One question back."""

    text = forms.CharField(
        label=_("What would you ask those who wrote this report?"),
        help_text=_("One question. Everybody who reads the report sees it with its answer. Name no person."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_QUESTION,
    )


class AnswerForm(Written):
    """The answer to a question."""

    answer = forms.CharField(
        label=_("What do you answer?"),
        help_text=_("Everybody who reads the report sees it. Name no person, and no number that the report hides."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=LONGEST_ANSWER,
    )


class PublishAnnualForm(Written):
    """Why the report is to be public."""

    reason = forms.CharField(
        label=_("Why is it to be public?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The second person reads this and decides."),
    )  # fmt: skip
