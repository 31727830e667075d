"""The codes of the people stage as words, for templates: ``{{ goal.area|coded:"area" }}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from gavn.kernel.say import Said
from gavn.people.pure.plans import CODES
from gavn.people.pure.vocabulary import EXIT_REASONS, SEX
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.people.models import Enrolment

register = template.Library()
PROTECTED = Said("protected")
VOCABULARIES = {**CODES, "exit_reason": EXIT_REASONS, "sex": SEX}


@register.filter
def where(stay: Enrolment) -> str:
    """The service of a stay; of somebody whose identity is protected only that it is."""
    return say(PROTECTED) if stay.individual.protected else str(stay.unit.name)


@register.filter
def coded(code: str, vocabulary: str) -> str:
    """The word for a code of area, direction, outcome, kind, exit_reason or sex."""
    return say(VOCABULARIES[vocabulary].get(code, Said(code))) if code else ""
