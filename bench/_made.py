"""What benchmarks stand on: a figure with its limit, and a demo made once."""

from __future__ import annotations

from functools import cache
from typing import Any


def figure(what: str, value: float, limit: float, *, least: bool = False, unit: str = "") -> dict[str, Any]:
    """A measured value beside its limit; ``least`` where it must be at least that much."""
    used = (limit / value if value else 9.0) if least else value / limit
    words = f"{'at least' if least else 'at most'} {limit:g}{unit}"
    return {"what": what, "value": f"{value:.3g}{unit}", "limit": words, "used": used}


def printed(what: str, value: str) -> dict[str, Any]:
    """A value without a limit, told for the reader."""
    return {"what": what, "value": value, "limit": "no limit", "used": None}


@cache
def demo() -> Any:
    """The demo's region in this run's folder."""
    from django.core.management import call_command

    from gavn.measure.services import refresh_store
    from gavn.web.demo.making import make_demo

    call_command("migrate", verbosity=0)
    made = make_demo()
    refresh_store()
    return made
