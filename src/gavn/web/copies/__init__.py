"""Backup and restore: everything but the keys in one archive, the keys apart, both checked."""

from gavn.web.copies.backup import backed_up
from gavn.web.copies.restore import Restored, restored

__all__ = ["Restored", "backed_up", "restored"]
