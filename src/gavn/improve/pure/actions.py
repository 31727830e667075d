"""An action: what may follow what, what each step must say, and when one is overdue."""

from __future__ import annotations

from datetime import date

from gavn.kernel.errors import Refused
from gavn.kernel.say import Said

LONGEST, LONGEST_TITLE = 2000, 160
STATES: dict[str, Said] = {
    "open": Said("Open"),
    "done": Said("Done"),
    "dropped": Said("Dropped"),
}
TONES = {"open": "info", "done": "success", "dropped": "neutral", "overdue": "danger"}
STEPS: dict[str, Said] = {
    "opened": Said("Opened"),
    "changed": Said("Changed"),
    "note": Said("Progress"),
    "done": Said("Done"),
    "dropped": Said("Dropped"),
    "reopened": Said("Taken up again"),
}
NEXT: dict[str, tuple[str, ...]] = {
    "open": ("changed", "note", "done", "dropped"),
    "done": ("note", "reopened"),
    "dropped": ("reopened",),
}
ENDS = {"done": "done", "dropped": "dropped", "reopened": "open"}
ASKS = {
    "note": Said("Write what has happened since."),
    "done": Said("Write what was done, so that others can see what came of it."),
    "dropped": Said("Write why it is dropped."),
    "reopened": Said("Write why it is taken up again."),
}


def checked_step(state: str, step: str, words: str) -> str:
    """The words of a step; refused where it cannot follow, or does not say what it must.

    >>> checked_step("open", "note", " Two of four teams have begun. ")
    'Two of four teams have begun.'
    """
    if step not in NEXT[state]:
        raise Refused("This cannot follow what was done with the action. Open the page again.")
    text = words.strip()
    if step in ASKS and not text:
        raise Refused(ASKS[step].msgid, field="words")
    if len(text) > LONGEST:
        raise Refused("The text has {n} characters; at most {most} fit.", n=len(text), most=LONGEST, field="words")
    return text


def checked_words(title: str, what: str, target: str) -> tuple[str, str, str]:
    """Title, what is done and what it shall lead to, without blanks around them; title and what must be said."""
    words = {"title": title.strip(), "what": what.strip(), "target": target.strip()}
    for field, text in words.items():
        most = LONGEST_TITLE if field == "title" else LONGEST
        if field != "target" and not text:
            raise Refused("Write a sentence here.", field=field)
        if len(text) > most:
            raise Refused("The text has {n} characters; at most {most} fit.", n=len(text), most=most, field=field)
    return words["title"], words["what"], words["target"]


def is_overdue(state: str, due: date, today: date) -> bool:
    """Whether an action should have been done.

    >>> is_overdue("open", date(2026, 5, 1), date(2026, 5, 2)), is_overdue("done", date(2026, 5, 1), date(2026, 5, 2))
    (True, False)
    """
    return state == "open" and due < today


def shown_as(state: str, due: date, today: date) -> tuple[Said, str]:
    """How an action stands, in a word and a tone."""
    if is_overdue(state, due, today):
        return Said("Overdue"), TONES["overdue"]
    return STATES[state], TONES[state]
