"""The tests of imports work with a stay at Lindenhof."""

from __future__ import annotations

from collect_cast import _frozen, chosen, entry, stay  # noqa: F401  fixtures
