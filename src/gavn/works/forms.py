"""Form fields that every stage needs: a date known to the day, the month or the year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gavn.kernel.dates import PartialDate
from gavn.kernel.errors import Refused

LONGEST = 4
PARTS = ("day", "month", "year")


class DateParts(forms.Widget):
    """Three small boxes; the page shows them with the date component."""

    component = "date"
    use_fieldset = True
    template_name = "components/field_date.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, exact: bool = False) -> None:
        super().__init__(attrs)
        self.extra = {"exact": exact}

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> dict[str, str]:
        """Day, month and year as they were typed."""
        return {part: str(data.get(f"{name}_{part}", "")).strip() for part in PARTS}

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Whether the form that was sent did not ask for this date."""
        return not any(f"{name}_{part}" in data for part in PARTS)

    def id_for_label(self, id_: str) -> str:
        """The first box."""
        return f"{id_}_day" if id_ else id_


class PartialDateField(forms.Field):
    """A date as far as it is known; with ``exact=True`` only a whole day will do."""

    widget = DateParts
    default_error_messages = {
        "numbers": _("Write day, month and year as numbers, for example 27 3 2026."),
        "no_year": _("Write the year, with four digits."),
        "no_month": _("Write the month too, or leave out the day."),
        "calendar": _("This day is not in the calendar. Check day and month."),
        "whole": _("Write day, month and year."),
    }

    def __init__(self, *, exact: bool = False, **kwargs: Any) -> None:
        super().__init__(**{"widget": DateParts({}, exact=exact), **kwargs})
        self.exact = exact

    def to_python(self, value: Any) -> PartialDate | None:
        """The date, or nothing when nothing was written."""
        if value is None or isinstance(value, PartialDate):
            return value
        typed = {part: str(value.get(part) or "") for part in PARTS}
        if not any(typed.values()):
            return None
        self._check(typed)
        try:
            return PartialDate(*(int(typed[part]) if typed[part] else None for part in ("year", "month", "day")))
        except Refused as refused:
            raise self._wrong("calendar") from refused

    def _check(self, typed: Mapping[str, str]) -> None:
        """Say what is missing or unreadable, the first thing first."""
        if not all(part.isascii() and part.isdigit() and len(part) <= LONGEST for part in typed.values() if part):
            raise self._wrong("numbers")
        if len(typed["year"]) != 4:
            raise self._wrong("no_year")
        if typed["day"] and not typed["month"]:
            raise self._wrong("no_month")
        if self.exact and not (typed["day"] and typed["month"]):
            raise self._wrong("whole")

    def _wrong(self, code: str) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another date was written than the one that stood there."""
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True
