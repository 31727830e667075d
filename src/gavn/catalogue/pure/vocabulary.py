"""The codes of the catalogue's files, each with the word a page shows."""

from __future__ import annotations

from gavn.kernel.say import Said

LANGUAGE_NAMES = {"en": Said("English"), "da": Said("Danish"), "sv": Said("Swedish")}
ITEM_TYPES = {
    "vas": Said("A point on a line"),
    "scale": Said("A step of a scale"),
    "choice": Said("One of several answers"),
    "multi": Said("One or more answers"),
    "number": Said("A number"),
    "yes_no": Said("Yes or no"),
    "text": Said("Own words"),
    "month": Said("A month"),
    "date": Said("A day"),
}
RESPONDENTS = {
    "individual": Said("The person"),
    "practitioner": Said("The practitioner"),
    "relative": Said("A relative"),
    "guardian": Said("A guardian"),
}
ORIGINS = {
    "established": Said("Established: others made and tested it"),
    "modified": Said("Modified: changed from one that others made"),
    "own": Said("Own: made for gavn"),
}
BLOCKS = {
    "problem": Said("Problems"),
    "resource": Said("Resources"),
    "wellbeing": Said("Well-being"),
    "background": Said("Background"),
}
METHODS = {"sum": Said("Sum of the answers"), "mean": Said("Mean of the answers"), "formula": Said("Formula")}
SCORE_DIRECTIONS = {
    "higher_is_better": Said("A higher score is better"),
    "lower_is_better": Said("A lower score is better"),
}
OCCASION_KINDS = {
    "entry": Said("Entry"),
    "status": Said("Status"),
    "exit": Said("Exit"),
    "follow_up": Said("Follow-up"),
}
SEES_AFTERWARDS = {
    "picture": Said("A picture of the scores"),
    "words": Said("The result in words"),
    "thanks": Said("A word of thanks"),
}
