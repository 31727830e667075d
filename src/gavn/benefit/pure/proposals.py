"""What becomes of a proposed question: who may take which step, and what each step must say."""

from __future__ import annotations

from gavn.kernel.errors import Refused
from gavn.kernel.say import Said

LONGEST = 600
FIELDS = ("wanted", "why", "how", "solve")
STATES: dict[str, Said] = {
    "new": Said("New"),
    "looked": Said("Being looked at"),
    "accepted": Said("Accepted"),
    "merged": Said("Merged with another"),
    "declined": Said("Declined"),
    "in_form": Said("In a form"),
}
KINDS = {"new": "info", "looked": "info", "accepted": "accent", "merged": "neutral", "declined": "neutral",
         "in_form": "success"}  # fmt: skip
ACTS: dict[str, Said] = {
    "looked": Said("Look at it"),
    "accepted": Said("Accept it"),
    "merged": Said("Merge it with another"),
    "declined": Said("Decline it"),
    "in_form": Said("Say in which form it stands"),
}
NEXT: dict[str, tuple[str, ...]] = {
    "new": ("looked", "accepted", "merged", "declined"),
    "looked": ("accepted", "merged", "declined"),
    "accepted": ("in_form", "merged", "declined"),
    "merged": ("looked",),
    "declined": ("looked",),
    "in_form": (),
}
"""What can follow; what was merged or declined can be taken up again, what stands in a form stands there."""
OPEN = ("new", "looked", "accepted")
ORDERS = {"-at": Said("Newest first"), "at": Said("Oldest first"), "-wishes": Said("Wished for by most"),
          "state": Said("By where it stands")}  # fmt: skip


def checked_step(before: str, after: str, *, reason: str, into: bool, form: str) -> None:
    """Refuse a step that cannot follow, or that does not say what it must.

    >>> checked_step("new", "looked", reason="", into=False, form="")
    """
    if after not in NEXT[before]:
        raise Refused("This cannot follow what was decided. Open the page again.", field="state")
    if after == "declined" and not reason.strip():
        raise Refused("Say why it is declined; the one who proposed it reads this.", field="reason")
    if after == "merged" and not into:
        raise Refused("Choose the proposal it is merged with.", field="into")
    if after == "in_form" and not form:
        raise Refused("Choose the form in which the question stands.", field="form")


def checked_words(words: dict[str, str]) -> dict[str, str]:
    """The four texts without blanks around them; what is wanted and why must be said, and none may be too long."""
    found = {name: words.get(name, "").strip() for name in FIELDS}
    for name, text in found.items():
        if len(text) > LONGEST:
            raise Refused("The text has {n} characters; at most {most} fit.", n=len(text), most=LONGEST, field=name)
    for name in ("wanted", "why"):
        if not found[name]:
            raise Refused("Write a sentence here.", field=name)
    return found
