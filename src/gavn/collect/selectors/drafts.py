"""What was typed and not yet sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gavn.collect.models import Occasion
from gavn.works.selectors import draft_at, drafts_of
from gavn.works.services import draft_content

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.works.models import Draft


def fields_of(draft: Draft | None) -> dict[str, list[str]]:
    """The fields of a draft as they were typed; nothing where nothing was."""
    content: dict[str, Any] = draft_content(draft) if draft else {}
    fields: dict[str, list[str]] = content.get("fields", {})
    return fields


def typed_so_far(key: str) -> dict[str, list[str]]:
    """What was typed so far, by field."""
    return fields_of(draft_at(key))


def begun_by(user: User) -> list[tuple[Draft, Occasion]]:
    """The forms somebody has begun, oldest first; what belongs to no occasion any more is left out."""
    begun = drafts_of(user.public_id, "answer|")
    ids = {key: key.split("|")[1] for key in begun}
    near = Occasion.objects.unscoped("of one's own drafts").filter(public_id__in=set(ids.values()))
    found = {one.public_id: one for one in near.select_related("enrolment__unit", "enrolment__individual")}
    kept = [(draft, found[ids[key]]) for key, draft in begun.items() if ids[key] in found]
    return sorted(kept, key=lambda one: one[0].saved_at)
