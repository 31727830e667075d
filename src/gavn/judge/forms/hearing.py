"""The hearing, the publication and what comes after it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gavn.judge.forms.written import WholeDayField, Written, said_later, text
from gavn.judge.pure.words import LONGEST, LONGEST_LINE, VERDICTS


class HearingForm(Written):
    """Until when, and what the parties are asked."""

    until = WholeDayField(label=_("Until which day can people comment?"), help_text=_("That day included."))
    words = text(_("What do you want to ask them?"), longest=LONGEST, required=False)


class CommentForm(Written):
    """What somebody who is heard says."""

    text = text(_("Your comment"), _("All who are heard read it, and it is answered. Name no person."), longest=LONGEST)


class AnswerForm(Written):
    """What becomes of a comment."""

    verdict = forms.ChoiceField(label=_("Is it accepted?"), widget=forms.RadioSelect)
    answer = text(_("What was changed, or why not?"), _("It is published beside the comment."), longest=LONGEST)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["verdict"].choices = [(key, said_later(words)) for key, words in VERDICTS.items()]


class CloseForm(Written):
    """Why a hearing ends before its day."""

    words = text(_("Why is the hearing closed early?"), _("For example because everybody was heard."), longest=LONGEST)


class PublishForm(Written):
    """Why now."""

    reason = text(_("What should the second person know?"), longest=LONGEST, rows=3)


class LearningForm(Written):
    """What was learned, and who takes up what."""

    held_on = WholeDayField(label=_("On which day was it held?"))
    who = forms.CharField(label=_("Who was there?"), help_text=_("Groups or places, no persons who are served."),
                          max_length=LONGEST_LINE)  # fmt: skip
    learned = text(_("What was learned?"), longest=LONGEST)
    taken_up = text(_("What is taken up, and by whom?"), longest=LONGEST)


class AddendumForm(Written):
    """A dated word after publication."""

    words = text(_("What is to be corrected or added?"), _("It stands below what was published, with today's date."),
                 longest=LONGEST)  # fmt: skip
