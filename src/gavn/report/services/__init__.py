"""Writes of the REPORT stage."""

from gavn.report.services.publishing import ask_publishing, publish, withdraw_publication
from gavn.report.services.readings import sign_reading, write_reading

__all__ = ["ask_publishing", "publish", "sign_reading", "withdraw_publication", "write_reading"]
