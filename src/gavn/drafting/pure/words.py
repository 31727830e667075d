"""What the pages call the kinds of definitions and where they stand."""

from __future__ import annotations

from gavn.kernel.say import Said

KINDS = {
    "instruments": Said("Instrument"),
    "indicators": Said("Indicator"),
    "programmes": Said("Programme"),
}
STATES = {"draft": Said("Draft"), "published": Said("Published"), "retired": Said("Retired")}
TONES = {"draft": "warning", "published": "good", "retired": "neutral"}
SERIES = {
    "first": Said("The first version"),
    "bridges": Said("Goes on from the version before; the text says what became different"),
    "breaks": Said("The series of the version before ends; a new one begins"),
}
