"""The languages of the interface."""

from __future__ import annotations

LANGUAGES = ("en", "da", "sv")
