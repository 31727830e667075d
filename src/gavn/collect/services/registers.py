"""Where later stages are told of what was collected."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from gavn.kernel.registers import Register

if TYPE_CHECKING:
    from gavn.access.models import Unit

submitted = Register("collect.submitted")
"""Told with ``revisions`` (a list of Revision) and ``by``, inside the transaction that wrote them."""

local_help: list[Callable[[Unit, str], str]] = []
"""Later stages add what a service says to somebody who gave a critical answer: (unit, language) to words."""
