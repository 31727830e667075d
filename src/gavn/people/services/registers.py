"""What later stages are told of, inside the transaction of the write."""

from __future__ import annotations

from gavn.kernel.registers import Register

enrolled = Register("people.enrolled")
exited = Register("people.exited")
reopened = Register("people.reopened")
