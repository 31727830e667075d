"""Where later stages are told of what was collected."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from gavn.kernel.registers import Register

if TYPE_CHECKING:
    from gavn.access.models import Unit

submitted = Register("collect.submitted")
"""Told with ``revisions`` (a list of Revision) and ``by``, inside the transaction that wrote them."""

struck = Register("collect.struck")
"""Told with ``responses`` that no longer count and ``by``, inside the transaction that struck them out."""

brought_back = Register("collect.brought_back")
"""Told with ``responses`` that count again and ``by``; when they were struck out still stands in them."""

forgotten = Register("collect.forgotten")
"""Told with ``responses`` that are about to be deleted with their stay."""

local_help: list[Callable[[Unit, str], str]] = []
"""Later stages add what a service says to somebody who gave a critical answer: (unit, language) to words."""
