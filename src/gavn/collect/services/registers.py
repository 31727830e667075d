"""Where later stages are told of what was collected."""

from __future__ import annotations

from gavn.kernel.registers import Register

submitted = Register("collect.submitted")
"""Told with ``revisions`` (a list of Revision) and ``by``, inside the transaction that wrote them."""
