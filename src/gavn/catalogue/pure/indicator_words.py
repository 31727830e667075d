"""The codes of an indicator's file in words, and each read as a sentence."""

from __future__ import annotations

from gavn.catalogue.pure.formats.indicator import Read
from gavn.kernel.say import Said, said

CLASSES = {
    "background": Said("Background"),
    "activity": Said("Activity"),
    "goal": Said("Goal"),
    "result": Said("Result"),
}
CLASS_MEANINGS = {
    "background": Said("Who the people are, and how things stood when they came"),
    "activity": Said("What the service does"),
    "goal": Said("What was agreed, and whether it was reached"),
    "result": Said("How it went for the people"),
}
QUALITIES = {
    "user_experienced": Said("As the person experiences it"),
    "professional": Said("Professional quality"),
    "organisational": Said("Organisation"),
}
MEASURES = {
    "share": Said("A share of stays"),
    "mean": Said("A mean"),
    "rate": Said("Events against time or number"),
}
DIRECTIONS = {
    "more": Said("More is better"),
    "less": Said("Less is better"),
    "keep": Said("Keeping things as they are is good"),
    "none": Said("Neither way is better"),
}
POPULATIONS = {
    "present": Said("Stays on any day of the period"),
    "entered": Said("Stays that began in the period"),
    "ended": Said("Stays that ended in the period"),
    "measured": Said("Stays with a measurement after the first one in the period"),
}
EVIDENCE = {
    "strong": Said("Strong: several good studies agree"),
    "moderate": Said("Moderate: some studies, or one good one"),
    "limited": Said("Limited: few or weak studies"),
    "professional_consensus": Said("Professionals agree; nobody has tested it"),
}
COLUMNS = {
    "sex": Said("Sex, as recorded"),
    "birth_year": Said("Year of birth"),
    "age_at_entry": Said("Age at entry"),
    "already_there": Said("Whether the person was there before measuring began"),
    "days_stayed": Said("Days from entry to exit, or to the last day that is known"),
    "closed": Said("Whether the stay has ended"),
    "exit_reason": Said("How the stay ended"),
    "dead": Said("Whether the person died"),
    "goals": Said("How many goals were set"),
    "goals_reached": Said("How many goals were reached"),
    "interventions": Said("How many interventions were begun"),
    "statuses_due": Said("How many statuses were due"),
    "statuses_done": Said("How many statuses were done"),
}
_COUNTS = COLUMNS | {
    "goals_kept": Said("How many goals of keeping things as they are were kept"),
    "answered": Said("{who}: how many forms were answered"),
}
_TAKES = {
    "first": Said("{who}: “{what}”, the first that is known"),
    "latest": Said("{who}: “{what}”, the latest that is known"),
    "nth": Said("{who}: “{what}”, number {number} of those that are known"),
    "change": Said("{who}: “{what}”, the latest less the first"),
    "reliable": Said("{who}: “{what}”, 1 where reliably better than at first, -1 where reliably worse, 0 otherwise"),
}
_DAYS = {
    "exit": Said("Days from entry to exit"),
    "first_status": Said("Days from entry to the first status"),
    "first_goal": Said("Days from entry to the first goal"),
    "first_intervention": Said("Days from entry to the first intervention"),
    "entry_asked": Said("Days from entry to the day on which the questions of entry were asked"),
}


def read_said(read: Read, what: str, who: Said | None) -> Said:
    """What is read of a stay, as a sentence; ``what`` names the question or score, ``who`` the one who answers."""
    if read.days_to:
        return _DAYS[read.days_to]
    if read.count == "answered":
        told = said(_COUNTS["answered"].msgid, who=who)
        return said("{sentence}: {form}", sentence=told, form=what) if read.instrument else told
    if read.count:
        sentence = _COUNTS[read.count]
        return said("{sentence}: {form}", sentence=sentence, form=", ".join(read.kinds)) if read.kinds else sentence
    return Said(_TAKES[read.take].msgid, {"what": what, "who": who, "number": read.number})
