"""What later stages can be told of."""

from __future__ import annotations

from gavn.kernel.registers import Register

store_written = Register("measure.store_written")
"""Told without anything once the analysis store was written anew."""
