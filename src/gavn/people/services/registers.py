"""What later stages are told of, inside the transaction of the write."""

from __future__ import annotations

from gavn.kernel.registers import Register

enrolled = Register("people.enrolled")
exited = Register("people.exited")
reopened = Register("people.reopened")
taken_back = Register("people.taken_back")
"""Told with ``enrolment`` and ``by`` before a stay that was a mistake goes: delete what hangs on it, or refuse."""

merged = Register("people.merged")
"""Told with ``kept``, ``other`` and ``by`` once the stays of ``other`` stand with ``kept``."""

unmerged = Register("people.unmerged")
"""Told with ``kept``, ``other`` and ``by`` once they stand apart again."""

handover = Register("people.handover")
"""Told with ``user`` and ``into``, a list to which each stage adds what the user holds, as ``Held``."""
