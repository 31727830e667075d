"""Form fields for dates that may be known in part."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gavn.kernel.dates import PartialDate
from gavn.kernel.errors import Refused
from gavn.works.gateways import say

PARTS = ("day", "month", "year")


class PartialDateInput(forms.Widget):
    """Three boxes for day, month and year; posted as ``name_day``, ``name_month`` and ``name_year``."""

    component = "date"

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> dict[str, str]:
        return {part: str(data.get(f"{name}_{part}", "")).strip() for part in PARTS}

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return all(f"{name}_{part}" not in data for part in PARTS)


class PartialDateField(forms.Field):
    """A date as far as it is known; with ``required`` at least the year."""

    widget = PartialDateInput

    def to_python(self, value: Any) -> PartialDate:
        """The date that was typed; a day needs its month, a month its year."""
        if isinstance(value, PartialDate):
            return value
        typed: dict[str, str] = value or {}
        given = [typed.get(part, "") for part in ("year", "month", "day")]
        if any(text and not (text.isascii() and text.isdigit()) for text in given):
            raise ValidationError(_("Write day, month and year as numbers."))
        if any(later and not earlier for earlier, later in pairwise(given)):
            raise ValidationError(_("Write the year, and the month if you know the day."))
        try:
            return PartialDate(*(int(text) if text else None for text in given))
        except Refused as refusal:
            raise ValidationError(say(refusal.said)) from refusal

    def validate(self, value: Any) -> None:
        """Ask at least for the year where the date is required."""
        if self.required and value.year is None:
            raise ValidationError(_("Write at least the year."))
