"""Writes of the DESK stage."""

from gavn.desk.services.digest import choose_digest, write_digests
from gavn.desk.services.several import invite_several

__all__ = ["choose_digest", "invite_several", "write_digests"]
