"""Imports as those who made them see them, and what a file would add to what is here."""

from gavn.imports.selectors.matching import Plan, matched, services_named
from gavn.imports.selectors.records import (
    import_seen_by,
    imports_seen_by,
    mapping_named,
    mapping_of,
    preview_key,
    preview_of,
    shipped_mappings,
)

__all__ = [
    "Plan",
    "import_seen_by",
    "imports_seen_by",
    "mapping_named",
    "mapping_of",
    "matched",
    "preview_key",
    "preview_of",
    "services_named",
    "shipped_mappings",
]
