"""Letters and forms for several persons as one PDF: tagged, each from a new page, in each reader's language."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from gavn.collect.gateways import square_code
from gavn.collect.pure.outcome import HELPERS, MISSING
from gavn.kernel.say import Said
from gavn.works.gateways import say

SHEETS = Path(__file__).with_name("sheets.typ")


@dataclass(frozen=True)
class Letter:
    """A code for one person: where it leads, how it is typed, until when it holds."""

    name: str
    code: str
    address: str
    entrance: str
    language: str
    until: str
    individual: str

    @property
    def square(self) -> str:
        """The square that a camera reads."""
        return square_code(self.address)

    @property
    def parts(self) -> str:
        """The code in groups that can be read aloud and typed."""
        return " ".join(part for part in (self.code[:4], self.code[4:7], self.code[7:]) if part)


@dataclass(frozen=True)
class PaperForm:
    """One form of one person to be filled in with a pen; ``entry`` is where it is typed in."""

    name: str
    about: Said
    entry: str
    number: str
    sheet: Any


def letters_pdf(letters: Sequence[Letter]) -> tuple[bytes, list[str]]:
    """All letters as one PDF, and the texts it was made from."""
    return _compiled(_("Codes"), [_letter(one) for one in letters])


def forms_pdf(papers: Sequence[PaperForm]) -> tuple[bytes, list[str]]:
    """All forms as one PDF, and the texts it was made from."""
    return _compiled(_("Forms"), [_whose(papers), *(_form(one) for one in papers)])


def _compiled(title: str, pages: list[dict[str, Any]]) -> tuple[bytes, list[str]]:
    told = json.dumps({"title": title, "pages": pages})
    made: bytes = typst.compile(
        SHEETS.read_bytes(), ignore_system_fonts=True, sys_inputs={"told": told}, pdf_standards=["ua-1"]
    )
    return made, [json.dumps({**page, "square": ""}, ensure_ascii=False) for page in pages]


def _letter(one: Letter) -> dict[str, Any]:
    with override(one.language):
        words = {
            "title": _("Your code"),
            "intro": _(
                "We would like to know how you are. You can answer some questions on a phone, a tablet or a computer."
            ),
            "camera": _("Hold your phone’s camera over the square, or open this address:"),
            "write": _("Write this code:"),
            "when": _("Answer when it suits you, no later than %(day)s. You can stop and go on another time.")
            % {"day": one.until},
            "end": _(
                "You decide whether you want to answer, and you can leave out any question. Somebody may help you to "
                "read and to press; the answers are yours."
            ),
            "alt": _("A square code that leads to the questions"),
        }
    shown = {**asdict(one), "parts": one.parts, "square": one.square}
    return {"kind": "letter", **words, **{key: shown[key] for key in shown if key not in ("code", "individual")}}


def _whose(papers: Sequence[PaperForm]) -> dict[str, Any]:
    """The first page, to keep: which form is whose; the forms themselves name nobody."""
    return {
        "kind": "list",
        "language": get_language() or "en",
        "title": _("Which form is whose?"),
        "intro": _("Keep this page. No name stands on the forms; the number in the corner says whose they are."),
        "heads": [_("Number"), _("Person"), _("Form")],
        "rows": [[one.number, one.name, f"{one.sheet.words.title} ({say(one.about)})"] for one in papers],
    }


def _form(one: PaperForm) -> dict[str, Any]:
    words = one.sheet.words
    with override(words.language):
        return {
            "kind": "form",
            "language": words.language,
            "about": say(one.about),
            "number": one.number,
            "square": square_code(one.entry),
            "alt": _("A square code that leads to where this form is typed in"),
            "title": words.title,
            "purpose": words.purpose,
            "date": _("Date:"),
            "several": _("You can tick several."),
            "leave": _("Leave this out if it does not apply to you."),
            "helped": _("Did somebody help?"),
            "helpers": [say(word) for word in HELPERS.values()],
            "licence": f"{words.definition.licence.holder}. {words.licence} {words.full_key}",
            "questions": [_question(q) for q in one.sheet.questions],
        }


def _question(q: Any) -> dict[str, Any]:
    """A question as it is printed."""
    labels = [say(option.label) if isinstance(option.label, Said) else option.label for option in q.choices]
    return {
        "text": q.item.text,
        "help": q.item.help,
        "kind": "choices" if q.kind == "faces" else q.kind,
        "options": labels,
        "many": q.many,
        "low": f"{q.least:g} – {q.item.low}",
        "high": f"{q.most:g} – {q.item.high}",
        "unit": q.item.unit,
        "relevant": bool(q.item.relevant),
        "whys": [say(MISSING[why]) for why in q.ways],
    }
