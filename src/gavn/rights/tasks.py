"""What the worker does for this stage."""

from __future__ import annotations

from gavn.rights.services import erasing


def finish_erasures() -> None:
    """Do what follows an erasure outside the database."""
    erasing.finish_erasures()


def run_released() -> None:
    """Let go what stands on the lists that two persons released."""
    erasing.run_released()
