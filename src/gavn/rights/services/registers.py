"""What later stages are told of, inside the transaction of the write."""

from __future__ import annotations

from gavn.kernel.registers import Register

person_said = Register("rights.person_said")
"""Told with ``individual``, ``since`` (the day from which it holds, or no longer holds) and ``by``."""

copied = Register("rights.copied")
"""Told with ``individual`` and ``into``: a list to which each stage appends what it keeps about the person."""
