"""A form as it is shown: its questions in one language, what was typed, what is wrong, what is asked now."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from gavn.collect.pure.fields import Fields, asked_now, checked_answers, field_name
from gavn.collect.pure.outcome import MISSING, missing_kinds
from gavn.kernel.say import Said

if TYPE_CHECKING:
    from gavn.catalogue.pure.wording import WordedInstrument, WordedItem

YES_NO = (("yes", Said("Yes")), ("no", Said("No")))
ENDS = {"choices": "_0", "faces": "_0", "month": "_month", "date": "_day"}


@dataclass(frozen=True)
class Choice:
    """One answer to choose; ``step`` is its face, counted from 0 for the saddest."""

    value: str
    label: str | Said
    step: int = 0


@dataclass(frozen=True)
class Question:
    """One question as a page shows it."""

    item: WordedItem
    kind: str
    name: str
    choices: tuple[Choice, ...]
    values: list[str]
    parts: dict[str, str]
    why: str
    ways: tuple[str, ...]
    wrong: Said | None = None
    last: str | Said = ""
    asked: bool = True

    @property
    def id(self) -> str:
        """The item's id."""
        return self.item.id

    @property
    def value(self) -> str:
        """What stands in a field that holds one text."""
        return self.values[0] if self.values else ""

    @property
    def many(self) -> bool:
        """Whether several answers can be chosen."""
        return self.item.type == "multi"

    @property
    def errors(self) -> list[Said]:
        """What is wrong, as the components take it."""
        return [self.wrong] if self.wrong else []

    @property
    def target(self) -> str:
        """The control to which an error leads."""
        return f"id_{self.name}{ENDS.get(self.kind, '')}"

    @property
    def least(self) -> float:
        """Where the line or the number begins, whole where it is whole."""
        return _whole(self.item.min or 0)

    @property
    def most(self) -> float:
        """Where the line or the number ends."""
        return _whole(10 if self.item.max is None else self.item.max)

    @property
    def step(self) -> str:
        """How finely a number can be given."""
        return "1" if self.item.whole else "any"


@dataclass(frozen=True)
class Sheet:
    """A form with what was typed into it; ``facts`` are answers known already, ``last`` those of last time."""

    words: WordedInstrument
    fields: Fields
    facts: Mapping[str, Any] = field(default_factory=dict)
    last: Mapping[str, Any] = field(default_factory=dict)
    complaints: Mapping[str, Said] = field(default_factory=dict)
    shows_wrong: bool = False
    respondent: str = ""
    order: tuple[str, ...] = ()

    @cached_property
    def _checked(self) -> tuple[dict[str, Any], dict[str, Said]]:
        return checked_answers(self.words.definition, self.fields, self.facts)

    @property
    def answers(self) -> dict[str, Any]:
        """The answers that fit their questions."""
        return self._checked[0]

    @property
    def wrong(self) -> dict[str, Said]:
        """What is wrong, by item."""
        return {**self._checked[1], **self.complaints}

    @cached_property
    def asked(self) -> list[str]:
        """The items that are asked under these answers."""
        return sorted(asked_now(self.words.definition, self.answers), key=self._place)

    @cached_property
    def questions(self) -> list[Question]:
        """All questions that may be asked, in order."""
        found = [self.question(item) for item in self.words.items if not item.known]
        return sorted(found, key=lambda question: self._place(question.id))

    def _place(self, item: str) -> int:
        """Where the programme wants an item; what it does not name keeps its place behind."""
        return self.order.index(item) if item in self.order else len(self.order)

    def question(self, item: WordedItem) -> Question:
        """One question with what was typed."""
        name = field_name(item.id)
        kind = _kind(item)
        return Question(
            item=item,
            kind=kind,
            name=name,
            choices=_choices(item),
            values=self.fields.get(name, []),
            parts={part: (self.fields.get(f"{name}_{part}") or [""])[0] for part in ("day", "month", "year")},
            why=(self.fields.get(f"{name}__why") or [""])[0],
            ways=missing_kinds(self.words.definition.origin, self.respondent),
            wrong=self.wrong.get(item.id) if self.shows_wrong else None,
            last=in_words(item, self.last[item.id]) if item.factual and item.id in self.last else "",
            asked=item.id in self.asked,
        )

    @property
    def errors(self) -> list[dict[str, Any]]:
        """What is wrong, each with the control it leads to; for the summary above the form."""
        if not self.shows_wrong:
            return []
        by_item = {question.id: question for question in self.questions}
        return [
            {
                "id": by_item[item].target if item in by_item else "",
                "label": by_item[item].item.text if item in by_item else "",
                "text": said,
            }
            for item, said in self.wrong.items()
        ]

    @property
    def asked_as_text(self) -> str:
        """The items that are asked, for the page's script."""
        return json.dumps(self.asked)

    @property
    def has_rules(self) -> bool:
        """Whether what is asked depends on answers."""
        return any(item.relevant for item in self.words.items if not item.known)

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The questions that are asked with their answers in words, to be looked over."""
        return [
            {
                "item": question.id,
                "question": question.item.text,
                "answer": in_words(question.item, self.answers.get(question.id)),
                "answered": question.id in self.answers,
            }
            for question in self.questions
            if question.asked
        ]


def in_words(item: WordedItem, answer: Mapping[str, Any] | None) -> str | Said:
    """An answer as the reader's words."""
    if not answer:
        return Said("Not answered")
    if "why" in answer:
        return MISSING.get(answer["why"], Said("Not answered"))
    value = answer["v"]
    texts = {option.code: option.text or option.code for option in item.options}
    if item.type == "multi":
        return ", ".join(texts.get(one, str(one)) for one in value)
    if item.type == "yes_no":
        return Said("Yes") if value else Said("No")
    if item.type in ("vas", "number"):
        return Said("{n} {unit}", {"n": value, "unit": item.unit}) if item.unit else Said("{n}", {"n": value})
    return texts.get(value, str(value))


def _whole(number: float) -> float:
    return int(number) if number == int(number) else number


def _kind(item: WordedItem) -> str:
    if item.type in ("scale", "choice") and item.options and all(option.face for option in item.options):
        return "faces"
    if item.type in ("scale", "choice", "multi", "yes_no"):
        return "choices"
    if item.type == "text":
        return "textarea" if item.long else "text"
    return item.type


def _choices(item: WordedItem) -> tuple[Choice, ...]:
    if item.type == "yes_no":
        return tuple(Choice(code, words) for code, words in YES_NO)
    return tuple(Choice(option.code, option.text or option.code, 5 - (option.face or 0)) for option in item.options)


def compared(words: WordedInstrument, mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Two sets of answers side by side in words, those that differ marked."""
    return [
        {
            "question": item.text or item.id,
            "mine": in_words(item, mine.get(item.id)),
            "theirs": in_words(item, theirs.get(item.id)),
            "differs": mine.get(item.id) != theirs.get(item.id),
        }
        for item in words.items
        if item.id in mine or item.id in theirs
    ]
