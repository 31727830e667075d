"""Definitions that organisations published themselves, beside those that come as files."""

from __future__ import annotations

from hashlib import sha256

from gavn.catalogue.models import OwnDefinition
from gavn.kernel.errors import Refused
from gavn.kernel.keys import Key


def own_definitions() -> list[OwnDefinition]:
    """Every published version of every organisation, with who published it; without the texts."""
    rows = OwnDefinition.objects.select_related("unit", "published_by", "retired_by")
    return list(rows.defer("text").order_by("kind", "key", "-version"))


def own_definition(kind: str, full_key: str) -> OwnDefinition | None:
    """The published version with this key, if it is an organisation's own; one query, none for keys of files."""
    key = Key.parse(full_key)
    if key.owner == "gavn":
        return None
    rows = OwnDefinition.objects.select_related("unit", "published_by", "retired_by").defer("text")
    return rows.filter(kind=kind, key=key.path, version=key.version).first()


def own_versions(kind: str, key: str) -> list[OwnDefinition]:
    """The published versions of an own key, newest first."""
    return list(OwnDefinition.objects.filter(kind=kind, key=key).defer("text").order_by("-version"))


def own_newest(kind: str, *, offered: bool = False) -> list[OwnDefinition]:
    """The newest version of every own key of a kind; with ``offered`` the newest that can still be chosen."""
    rows = OwnDefinition.objects.filter(kind=kind).defer("text").order_by("key", "version")
    return list({row.key: row for row in rows if not (offered and row.retired_at)}.values())


def own_text(pk: int, digest: str) -> str:
    """The text as it was published; refused where the row no longer holds it."""
    text = OwnDefinition.objects.values_list("text", flat=True).get(pk=pk)
    if sha256(text.encode()).hexdigest() != digest:
        raise Refused("The text of this definition is not the one that was published. It is not used.")
    return text
