"""Backup, restore and drill: everything but the keys in one sealed archive, the keys apart, both checked."""

from gavn.web.copies.backup import Copied, backed_up
from gavn.web.copies.contents import looked_through
from gavn.web.copies.drill import Drilled, drilled
from gavn.web.copies.keys import keys_copied
from gavn.web.copies.restore import Restored, restored

__all__ = ["Copied", "Drilled", "Restored", "backed_up", "drilled", "keys_copied", "looked_through", "restored"]
