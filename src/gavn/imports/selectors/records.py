"""The imports somebody made, and the mappings that ship with gavn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404

from gavn.catalogue.gateways import content_folder, text_of
from gavn.catalogue.selectors import instrument_or_none
from gavn.imports.models import Import
from gavn.imports.pure import Mapping, Preview, read_mapping
from gavn.kernel.errors import Refused
from gavn.works.gateways import say
from gavn.works.selectors import draft_at
from gavn.works.services import draft_content

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.catalogue.pure.reading import Reading


def imports_seen_by(user: User) -> list[Import]:
    """What the user brought in, newest first."""
    return list(Import.objects.filter(by=user)[:200])


def import_seen_by(user: User, public_id: str) -> Import:
    """One import of the user's own; else 404."""
    return get_object_or_404(Import.objects.select_related("by"), by=user, public_id=public_id)


def preview_key(public_id: str) -> str:
    """Where the preview of an import lies, encrypted, until the import has ended."""
    return f"import|{public_id}"


def preview_of(one: Import) -> Preview | None:
    """What the import would do, once it has been looked at and as long as it has not ended."""
    draft = draft_at(preview_key(one.public_id))
    return Preview.again(draft_content(draft)) if draft else None


def shipped_mappings() -> dict[str, Reading[Mapping]]:
    """The mappings that ship with gavn, by the name of their file."""
    files = sorted((content_folder() / "mappings").glob("*.yaml"))
    return {path.stem: read_mapping(text_of(path), instrument_or_none, file=path.name) for path in files}


def mapping_named(name: str) -> str:
    """The text of a mapping that ships with gavn."""
    path = content_folder() / "mappings" / f"{name}.yaml"
    if name not in shipped_mappings():
        raise Refused("There is no mapping {name}.", name=name[:60], field="shipped")
    return text_of(path)


def mapping_of(text: str, *, file: str = "") -> Mapping:
    """The mapping that a text holds; refused with every problem and its line."""
    read = read_mapping(text, instrument_or_none, file=file)
    if read.problems or read.definition is None:
        lines = [f"{problem.line}: {problem.where} {say(problem.what)}" for problem in read.problems[:20]]
        raise Refused("The mapping cannot be used. Line {problems}", problems="; line ".join(lines), field="mapping")
    return read.definition
