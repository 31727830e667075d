"""What later stages can be told of."""

from __future__ import annotations

from gavn.kernel.registers import Register

frozen = Register("calendar.frozen")
"""Told with ``season`` once its data were frozen, in the transaction that says so."""
