"""Writes of the DESK stage."""

from gavn.desk.services.digest import choose_digest, write_digests

__all__ = ["choose_digest", "write_digests"]
