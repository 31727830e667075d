"""What the worker does for this stage."""

from __future__ import annotations

from gavn.measure import services
from gavn.works.services import later

REFRESH = "measure.refresh_store"


def refresh_store() -> None:
    """Write the analysis store anew."""
    services.refresh_store()


def want_fresh_store(*, subject: str) -> None:
    """Due work: let the worker write the store anew, outside the transaction of what is due."""
    later(REFRESH)
