"""A POST becomes a service's keyword arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gavn.measure.pure.critical import HOURS, LONGEST_WAIT, MOST_DONE, MOST_HELP
from gavn.measure.selectors import critical_route, may_receive

if TYPE_CHECKING:
    from gavn.access.models import Unit, User

LANGUAGES = {"en": _("English"), "da": _("Danish"), "sv": _("Swedish")}


class CloseCritical(forms.Form):
    """What was done."""

    done = forms.CharField(
        label=_("What was done?"),
        help_text=_("For example: talked with the person the same day, and what you agreed."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=MOST_DONE,
    )


class SetCriticalRoute(forms.Form):
    """Who hears of critical answers, and whom a person can call."""

    recipient = forms.ChoiceField(label=_("Who hears of a critical answer first?"))
    deputy = forms.ChoiceField(label=_("Who hears of it when nobody reacts?"))
    hours = forms.IntegerField(
        label=_("After how many hours?"),
        help_text=_("From 1 to 168. A day has 24, a week 168."),
        min_value=1,
        max_value=LONGEST_WAIT,
        initial=HOURS,
    )

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._users = {user.public_id: user for user in may_receive(unit)}
        choices = [("", _("Choose somebody")), *((key, user.name) for key, user in self._users.items())]
        route = critical_route(unit)
        for name in ("recipient", "deputy"):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices
            field.initial = getattr(route, name).public_id if route else ""
        self.fields["hours"].initial = route.hours if route else HOURS
        for language, called in LANGUAGES.items():
            self.fields[f"help_{language}"] = forms.CharField(
                label=_("Whom can a person call here and now? (%(language)s)") % {"language": called},
                help_text=_("Shown to the person at once. Write names, numbers and hours."),
                widget=forms.Textarea(attrs={"rows": 3}),
                max_length=MOST_HELP,
                required=False,
                initial=(route.local_help if route else {}).get(language, ""),
            )

    def clean_recipient(self) -> User:
        """The user of the chosen id."""
        return self._users[self.cleaned_data["recipient"]]

    def clean_deputy(self) -> User:
        """The user of the chosen id."""
        return self._users[self.cleaned_data["deputy"]]

    def clean(self) -> dict[str, Any]:
        """The help as one mapping by language."""
        cleaned = super().clean() or self.cleaned_data
        cleaned["local_help"] = {language: cleaned.pop(f"help_{language}", "") for language in LANGUAGES}
        return cleaned
