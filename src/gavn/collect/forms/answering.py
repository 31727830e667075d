"""What was typed into a form, with how it was given: ready to be kept, shown again or submitted."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict

from gavn.collect.forms.circumstances import Circumstances, OwnAnswers
from gavn.collect.pure.fields import active_seconds, names_of_fields
from gavn.collect.pure.sheet import Question, Sheet
from gavn.kernel.clock import public_id
from gavn.kernel.say import Said
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.collect.selectors.sittings import Sitting
    from gavn.kernel.errors import Refused

ABOUT = {"client_id", "active", "mode", "helper", "helped_how"} | {
    f"answered_on_{part}" for part in ("day", "month", "year")
}
END = "end"
FIRST = {"answered_on": "_day"}


def fields_sent(sent: QueryDict, sitting: Sitting) -> dict[str, list[str]]:
    """The fields of this form that were sent; anything else is ignored."""
    wanted = names_of_fields(sitting.words.definition) | ABOUT
    asked = set(sent.getlist("on_page"))
    boxes: dict[str, list[str]] = {name: [] for name in asked & wanted if name not in sent}
    return boxes | {name: sent.getlist(name)[:60] for name in sent if name in wanted}


class Answering:
    """A form being answered by staff."""

    def __init__(self, sitting: Sitting, fields: dict[str, list[str]], *, bound: bool = False, mode: str = "") -> None:
        self.sitting = sitting
        self.fields = fields
        self.bound = bound
        self.mode = mode
        self.complaints: dict[str, Said] = {}

    @cached_property
    def client_id(self) -> str:
        """The number that makes a repeated sending the same; made when the form is opened."""
        given = self.fields.get("client_id") or []
        return given[0] if given and given[0] else public_id()

    @cached_property
    def circumstances(self) -> forms.Form:
        """How the answers were given."""
        kind = OwnAnswers if self.sitting.asked.respondent == "practitioner" else Circumstances
        sent = QueryDict(mutable=True)
        for name in ABOUT & set(self.fields):
            sent.setlist(name, self.fields[name])
        if self.bound:
            return kind(sent)
        typed = {name: texts[0] for name, texts in self.fields.items() if name in ABOUT and texts}
        return kind(initial={"mode": self.mode or "interview", **typed})

    @property
    def sheet(self) -> Sheet:
        """The questions with what was typed."""
        return self.sitting.sheet(self.fields, shows_wrong=self.bound, complaints=self.complaints)

    def is_valid(self) -> bool:
        """Whether this can be submitted."""
        return not self.sheet.wrong and self.circumstances.is_valid()

    def refused(self, refusal: Refused) -> None:
        """Remember why the service refused."""
        self.complaints[refusal.field] = refusal.said

    @property
    def errors(self) -> list[dict[str, Any]]:
        """All that is wrong, for the summary above the form."""
        asked = self.circumstances.fields
        return worded_errors(self.sheet) + [
            {"id": f"id_{name}{FIRST.get(name, '_0')}", "label": _leading(asked[name].label), "text": text}
            for name, texts in (self.circumstances.errors if self.bound else {}).items()
            for text in texts
        ]

    @property
    def sent(self) -> dict[str, Any]:
        """What the service takes."""
        words = self.sitting.words
        return {
            "occasion": self.sitting.occasion,
            "instrument": words.full_key,
            "respondent": self.sitting.asked.respondent,
            "answers": {item: answer for item, answer in self.sheet.answers.items() if not words.by_id[item].known},
            "client_id": self.client_id,
            "language": words.language,
            "variant": words.variant,
            "seconds": active_seconds(self.fields),
            **self.circumstances.cleaned_data,
        }

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """All answers as hidden fields, so that what is sent from the last page is whole."""
        names = names_of_fields(self.sitting.words.definition)
        return [(name, text) for name, texts in self.fields.items() if name in names for text in texts]


def _leading(label: object) -> str:
    """A question as it stands before what is wrong with its answer."""
    words = str(label)
    return words and words + (" " if words[-1] in "?!." else ": ")


def worded_errors(sheet: Sheet) -> list[dict[str, Any]]:
    """What is wrong with a sheet, in the reader's language."""
    return [{**error, "label": _leading(error["label"]), "text": say(error["text"])} for error in sheet.errors]


def neighbours(sheet: Sheet, at: str) -> tuple[Question | None, str, str, dict[str, int]]:
    """The question at a place, the places before and after it, and how far one has come."""
    asked = sheet.asked
    places = [*asked, END]
    place = places.index(at) if at in places else 0
    question = next((one for one in sheet.questions if one.id == places[place]), None)
    before = places[place - 1] if place else ""
    after = places[min(place + 1, len(places) - 1)]
    return question, before, after, {"done": min(place + 1, len(asked)), "total": len(asked)}
