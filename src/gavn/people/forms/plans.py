"""Forms of goals and interventions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gavn.access.selectors import civil_today
from gavn.people.forms.choices import NOT_CHOSEN, spoken, spoken_unchosen
from gavn.people.forms.saving import RevisedForm
from gavn.people.pure.plans import HIGHEST_RATING
from gavn.people.pure.vocabulary import DIRECTIONS, GOAL_OUTCOMES, INTERVENTION_KINDS, LIFE_AREAS
from gavn.people.selectors import goals_of

if TYPE_CHECKING:
    from gavn.people.models import Enrolment, Goal, Intervention

LONGEST = 2000


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A day in the calendar, with the browser's own picker."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget)


def text_field(label: Any, *, required: bool = False, help_text: Any = "") -> forms.CharField:
    """A few lines of text."""
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, required=required, help_text=help_text, max_length=LONGEST, widget=widget)


def rating_field(label: Any, *, required: bool) -> forms.TypedChoiceField:
    """How near a goal is, from 0 to 10."""
    values = [(str(value), str(value)) for value in range(HIGHEST_RATING + 1)]
    return forms.TypedChoiceField(
        label=label,
        required=required,
        choices=[NOT_CHOSEN if required else ("", _("Not asked today")), *values],
        coerce=int,
        empty_value=None,
        help_text=_("0: not at all. 10: reached. As the person says."),
    )


class GoalForm(RevisedForm):
    """What the person wants to reach. ``part_of`` and ``rating`` are asked for new goals only."""

    words = text_field(
        _("What does the person want to reach?"), required=True, help_text=_("In the person's own words.")
    )
    area = forms.ChoiceField(label=_("Life area"), choices=spoken_unchosen(LIFE_AREAS))
    direction = forms.ChoiceField(
        label=_("What do we expect?"), choices=spoken(DIRECTIONS), initial="improve", widget=forms.RadioSelect
    )
    part_of = forms.ChoiceField(label=_("Part of another goal"), required=False)
    rating = rating_field(_("How near is it today?"), required=False)
    agreements = text_field(_("What did we agree on?"))
    parties = forms.CharField(label=_("Who takes part?"), max_length=200, required=False)
    review_on = day_field(_("When do we look at it again?"), required=False)
    municipal_plan = forms.CharField(
        label=_("The municipal plan"), max_length=200, required=False, help_text=_("Its number or address.")
    )

    def __init__(self, data: Any = None, *, stay: Enrolment, goal: Goal | None = None, area: str = "") -> None:
        super().__init__(data, initial={"expected": goal.revision if goal else 0, "area": area})
        if goal is not None:
            del self.fields["part_of"], self.fields["rating"]
            self.initial.update({name: getattr(goal, name) for name in self.fields if name != "expected"})
            return
        del self.fields["expected"]
        self.goals = {one.public_id: one for one in goals_of(stay) if one.part_of_id is None and one.ended_on is None}
        part_of = self.fields["part_of"]
        assert isinstance(part_of, forms.ChoiceField)  # noqa: S101  declared above
        part_of.choices = [("", _("No")), *((key, one.words) for key, one in self.goals.items())]

    def clean_part_of(self) -> Goal | None:
        """The goal of the chosen id."""
        return self.goals.get(self.cleaned_data["part_of"])


class RateGoal(forms.Form):
    """How near the goal is."""

    value = rating_field(_("How near is the goal?"), required=True)
    day = day_field(_("On which day?"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"day": civil_today()})


class EndGoal(RevisedForm):
    """How the goal ended, and when."""

    outcome = forms.ChoiceField(label=_("How did it go?"), choices=spoken(GOAL_OUTCOMES), widget=forms.RadioSelect)
    ended_on = day_field(_("On which day?"))

    def __init__(self, data: Any = None, *, goal: Goal) -> None:
        super().__init__(data, initial={"ended_on": civil_today(), "expected": goal.revision})


class InterventionForm(RevisedForm):
    """What the service does."""

    name = forms.CharField(label=_("What does the service call it?"), max_length=120)
    kind = forms.ChoiceField(
        label=_("What is it meant to do?"), choices=spoken(INTERVENTION_KINDS), widget=forms.RadioSelect
    )
    intensity = forms.CharField(
        label=_("How often?"), max_length=120, required=False, help_text=_("For instance: two hours a week.")
    )
    goal = forms.ChoiceField(label=_("Which goal does it serve?"), required=False)
    first = day_field(_("Since when?"))

    def __init__(self, data: Any = None, *, stay: Enrolment, intervention: Intervention | None = None) -> None:
        super().__init__(data, initial={"first": civil_today()})
        if intervention is None:
            del self.fields["expected"]
        else:
            names = ("name", "kind", "intensity", "first")
            self.initial.update({name: getattr(intervention, name) for name in names})
            self.initial["goal"] = intervention.goal.public_id if intervention.goal else ""
            self.initial["expected"] = intervention.revision
        self.goals = {one.public_id: one for one in goals_of(stay)}
        goal = self.fields["goal"]
        assert isinstance(goal, forms.ChoiceField)  # noqa: S101  declared above
        goal.choices = [("", _("None in particular")), *((key, one.words) for key, one in self.goals.items())]

    def clean_goal(self) -> Goal | None:
        """The goal of the chosen id."""
        return self.goals.get(self.cleaned_data["goal"])


class EndIntervention(RevisedForm):
    """The last day of an intervention."""

    last = day_field(_("When was it given for the last time?"))

    def __init__(self, data: Any = None, *, intervention: Intervention) -> None:
        super().__init__(data, initial={"last": civil_today(), "expected": intervention.revision})
