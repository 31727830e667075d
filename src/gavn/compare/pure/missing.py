"""Why somebody is missing among those measured twice, in words."""

from __future__ import annotations

from gavn.collect.pure.outcome import NOT_DONE
from gavn.kernel.say import Said, said

MISSING = {
    "died": Said("The person died"),
    "left": Said("The stay ended before a later measurement was planned"),
    "first:none": Said("No first measurement was planned"),
    "first:not_due": Said("The first measurement is not due yet"),
    "first:due": Said("The first measurement is due now"),
    "first:open": Said("The first measurement was due; nobody said why it is not there"),
    "first:no_form": Said("This form was not filled in the first time"),
    "first:incomplete": Said("Too few questions were answered the first time"),
    "first:objection": Said("The person does not want to be counted"),
    "first:withdrawal": Said("The person took the answers back"),
    "later:objection": Said("The person does not want to be counted later"),
    "later:withdrawal": Said("The person took the later answers back"),
    "later:not_due": Said("The later measurement is not due yet"),
    "later:due": Said("The later measurement is due now"),
    "later:open": Said("The later measurement was due; nobody said why it is not there"),
    "later:no_form": Said("This form was not filled in later"),
    "later:incomplete": Said("Too few questions were answered later"),
}
FORMS = {
    "no_form": Said("The form is not filled in"),
    "objection": Said("The person does not want to be counted"),
    "withdrawal": Said("The person took the answers back"),
    "unknown": Said("Answered “I don't know”"),
    "declined": Said("Did not want to answer"),
    "not_understood": Said("Did not understand the question"),
    "skipped": Said("The question was skipped"),
}
NOT_YET = ("first:not_due", "first:due", "later:not_due", "later:due")
"""Reasons that time will mend; the others are lost."""


def missing_said(code: str) -> Said:
    """The reason in words."""
    if code in MISSING:
        return MISSING[code]
    when, _, why = code.partition(":")
    reason = NOT_DONE.get(why, Said(why))
    if when == "first":
        return said("First measurement: {reason}", reason=reason)
    return said("Later measurement: {reason}", reason=reason)
