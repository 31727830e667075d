"""What was typed and not yet sent."""

from __future__ import annotations

from gavn.collect.selectors.drafts import typed_so_far
from gavn.kernel.errors import Refused
from gavn.works.services import save_draft

LARGEST = 200_000


def keep_draft(key: str, fields: dict[str, list[str]], *, owner: str) -> dict[str, list[str]]:
    """Keep what was typed; what this page did not ask stays as it was typed before."""
    merged = typed_so_far(key) | fields
    if sum(len(text) for texts in merged.values() for text in texts) > LARGEST:
        raise Refused("This is more text than a form can hold; shorten it.")
    save_draft(key, {"fields": merged}, owner=owner)
    return merged
