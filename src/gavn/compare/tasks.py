"""What the worker does for this stage."""

from __future__ import annotations

from gavn.compare import services
from gavn.works.services import later

COMPUTE = "compare.compute_own_norms"


def compute_own_norms() -> None:
    """Compute the norms from the own sample."""
    services.compute_own_norms()


def want_own_norms(*, subject: str) -> None:
    """Due work: let the worker compute them, outside the transaction of what is due."""
    later(COMPUTE)
