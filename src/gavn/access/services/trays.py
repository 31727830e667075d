"""The key under which one person's answers lie on one device until they can be sent."""

from __future__ import annotations

import base64
from datetime import timedelta

from gavn.kernel.clock import now, public_id, secret_bytes
from gavn.kernel.errors import Conflict
from gavn.works.selectors import draft_at, drafts_of
from gavn.works.services import draft_content, drop_drafts, save_draft

PREFIX, LASTS = "tray ", timedelta(days=30)


TrayKey = dict[str, str]
"""``tray``, its name, which says nothing, and ``secret``, which opens it; both for a page's script."""


def tray_key(device: str, owner: str) -> TrayKey:
    """The key of somebody's tray on a device, made at the first asking; nobody else is ever given it.

    A device that was never signed out of is forgotten after thirty days.
    """
    name = f"{PREFIX}{device} {owner}"
    standing = draft_at(name)
    if standing is not None:
        return draft_content(standing)
    oldest = now() - LASTS
    drop_drafts(key for key, draft in drafts_of(owner, PREFIX).items() if draft.saved_at < oldest)
    fresh: TrayKey = {"tray": public_id(), "secret": base64.b64encode(secret_bytes(32)).decode()}
    try:
        save_draft(name, {**fresh}, owner=owner, expected=0)
    except Conflict as quicker:  # another page of the same person asked at the same instant
        standing_now: TrayKey = quicker.theirs
        return standing_now
    return fresh


def forget_tray(device: str, owner: str) -> None:
    """Forget the key of somebody's tray on a device: what lies there can never be read again."""
    drop_drafts([f"{PREFIX}{device} {owner}"])
