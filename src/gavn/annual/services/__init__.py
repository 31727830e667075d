"""Writes of the ANNUAL stage."""

from gavn.annual.services.publishing import publish_annual
from gavn.annual.services.questions import answer_back, ask_back

__all__ = ["answer_back", "ask_back", "publish_annual"]
