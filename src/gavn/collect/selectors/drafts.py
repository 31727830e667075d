"""What was typed and not yet sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gavn.works.selectors import draft_at
from gavn.works.services import draft_content

if TYPE_CHECKING:
    from gavn.works.models import Draft


def fields_of(draft: Draft | None) -> dict[str, list[str]]:
    """The fields of a draft as they were typed; nothing where nothing was."""
    content: dict[str, Any] = draft_content(draft) if draft else {}
    fields: dict[str, list[str]] = content.get("fields", {})
    return fields


def typed_so_far(key: str) -> dict[str, list[str]]:
    """What was typed so far, by field."""
    return fields_of(draft_at(key))
