"""Tables point to earlier stages only, and are touched by their own stage only."""

from __future__ import annotations

import ast

from django.apps import apps
from django.db import models

from gavn.access.models.scoped import ScopedQuerySet

# Tables of stages with persons that hold nothing about a person, each with its reason.
NOTHING_PERSONAL = {
    "imports.Import": "counts and the file's id; the file itself is encrypted and served by permission",
    "collect.ServiceProgramme": "what a service chose to ask",
    "collect.WrongCode": "a keyed hash of an address, forgotten after a day",
    "measure.CriticalRoute": "names staff, not persons",
    "measure.OwnNorm": "a mean and a standard deviation over many",
    "people.Absence": "names staff, not persons",
    "people.HandedOver": "ids of stays, and which staff they went to",
    "protect.LookSample": "a service, a month, a seed and counts",
    "people.PersonWord": "which word a service uses",
}


def stage_of(table: type) -> str:
    """The stage a table belongs to; empty for a third party's."""
    parts = table.__module__.split(".")
    return parts[1] if parts[0] == "gavn" else ""


def tables() -> list[type[models.Model]]:
    return [table for table in apps.get_models(include_auto_created=True) if stage_of(table)]


def test_foreign_keys_point_to_earlier_stages_and_protect_what_they_point_to(floors):
    wrong = []
    for table in tables():
        for field in table._meta.get_fields():
            if not (field.is_relation and field.concrete and field.related_model):
                continue
            here, there = stage_of(table), stage_of(field.related_model)
            if there and floors.index(there) > floors.index(here):
                wrong.append(f"{field} points to a later stage")
            if there not in {"", here} and field.remote_field.on_delete is not models.PROTECT:
                wrong.append(f"{field} does not protect")
    assert wrong == []


def test_history_holds_ids_as_text_and_points_to_nobody():
    fields = [field for table in tables() if stage_of(table) == "history" for field in table._meta.fields]
    assert [str(field) for field in fields if field.is_relation and stage_of(field.related_model) != "history"] == []


def test_a_stage_reads_and_writes_its_own_tables_only(trees):
    wrong = []
    for path, tree in trees.items():
        for node in ast.walk(tree):
            module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
            parts = module.split(".")
            foreign = len(parts) > 2 and parts[0] == "gavn" and parts[2] == "models" and parts[1] != path.parts[0]
            if foreign and "models" not in (*path.parts, path.stem) and not for_types_only(tree, node):
                wrong.append(f"{path}:{node.lineno} {module}")
    assert wrong == []


def for_types_only(tree: ast.Module, node: ast.AST) -> bool:
    """Whether an import stands under ``if TYPE_CHECKING``."""
    guarded = [
        branch for branch in tree.body if isinstance(branch, ast.If) and "TYPE_CHECKING" in ast.unparse(branch.test)
    ]
    return any(node in ast.walk(branch) for branch in guarded)


def test_tables_with_persons_raise_unless_somebody_says_who_sees_them():
    personal = [
        table
        for table in tables()
        if stage_of(table) in {"people", "rights", "collect", "imports", "measure", "protect"}
    ]
    open_to_all = {t._meta.label for t in personal if not isinstance(t._default_manager.get_queryset(), ScopedQuerySet)}
    assert open_to_all == set(NOTHING_PERSONAL)
