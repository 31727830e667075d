"""What the worker does for this stage."""

from __future__ import annotations

from gavn.compare import services


def refresh_own_norms(*, subject: str = "all") -> None:
    """Due work: compute the norms from the own sample anew."""
    services.refresh_own_norms()
