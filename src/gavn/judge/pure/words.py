"""The words of an audit meeting: its levels, who takes part as what, and what kinds of text stand beside a figure."""

from __future__ import annotations

from gavn.kernel.errors import Refused
from gavn.kernel.say import Said

LONGEST = 4000
LONGEST_LINE = 300
LEVELS: dict[str, Said] = {
    "local": Said("Local panel"),
    "regional": Said("Regional panel"),
    "national": Said("National panel"),
}
KINDS_OF_LEVEL = {
    "local": ("service", "organisation", "municipality", "unit"),
    "regional": ("region",),
    "national": ("nation",),
}
ROLES: dict[str, Said] = {
    "chair": Said("Leads the meeting"),
    "secretary": Said("Writes down what is said"),
    "data_quality": Said("Answers for the quality of the data"),
    "member": Said("Member of the panel"),
    "party": Said("Is heard"),
}
TEXTS: dict[str, Said] = {
    "explanation": Said("Explanation"),
    "question": Said("Question to the data"),
    "good_practice": Said("Good practice"),
    "follow_up": Said("Needs follow-up"),
}
TEXT_ASKS: dict[str, Said] = {
    "explanation": Said("What does this figure mean in the daily work, and what can have led to it?"),
    "question": Said("What would you have to know about the data before you believe this figure?"),
    "good_practice": Said("What is done well here that others could take up?"),
    "follow_up": Said("What is not as it should be, and who has to look at it?"),
}
TEXT_TONES = {"explanation": "info", "question": "warning", "good_practice": "success", "follow_up": "danger"}
CLASSES: dict[str, Said] = {
    "background": Said("Background: who the people are"),
    "activity": Said("Activities: what was done"),
    "goal": Said("Goals: what was aimed at"),
    "result": Said("Results: what came of it"),
}
VERDICTS: dict[str, Said] = {
    "changed": Said("Accepted, and the text is changed"),
    "kept": Said("Not accepted, for this reason"),
}
DIRECTIONS: dict[str, Said] = {
    "more": Said("More is better."),
    "less": Said("Less is better."),
    "keep": Said("To keep it as it is can be a success."),
    "none": Said("Neither more nor less is better."),
}


def checked_level(level: str, kind: str) -> None:
    """Refuse a level that does not fit the part of the tree the meeting is about.

    >>> checked_level("regional", "region")
    """
    if level not in LEVELS:
        raise Refused("Choose the level of the panel.", field="level")
    if kind not in KINDS_OF_LEVEL[level]:
        raise Refused(
            "A meeting at this level is about another part of the tree. Choose another level or place.", field="level"
        )


def level_of(kind: str) -> str:
    """The level at which a part of the tree is looked at.

    >>> level_of("region"), level_of("service")
    ('regional', 'local')
    """
    return next(level for level, kinds in KINDS_OF_LEVEL.items() if kind in kinds)


def checked_text(text: str, *, field: str, longest: int = LONGEST, needed: bool = True) -> str:
    """A text without blanks around it, not empty where it is needed and not too long.

    >>> checked_text(" Many moved. ", field="text")
    'Many moved.'
    """
    words = text.strip()
    if needed and not words:
        raise Refused("Write a sentence here.", field=field)
    if len(words) > longest:
        raise Refused("The text has {n} characters; at most {most} fit.", n=len(words), most=longest, field=field)
    return words
