"""Writes of the REPORT stage."""

from gavn.report.services.publishing import Frozen, ask_publishing, freeze_report, publish, withdraw_publication
from gavn.report.services.readings import sign_reading, write_reading

__all__ = [
    "Frozen",
    "ask_publishing",
    "freeze_report",
    "publish",
    "sign_reading",
    "withdraw_publication",
    "write_reading",
]
