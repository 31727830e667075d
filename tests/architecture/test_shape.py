"""Every stage looks the same and says what it is."""

from __future__ import annotations

import ast
import sys

FORBIDDEN = ("utils", "helpers", "common", "core", "handle", "process", "data", "info")


def test_every_stage_stands_in_the_contract_of_the_shape(stages, settings_of_tools):
    contracts = settings_of_tools["importlinter"]["contracts"]
    shape = next(contract["containers"] for contract in contracts if contract["id"] == "shape")
    assert sorted(shape) == [f"gavn.{stage}" for stage in stages]


def test_every_stage_has_a_readme_of_at_most_thirty_lines(source, stages):
    sizes = {stage: source / stage / "README.md" for stage in (*stages, "web", "kernel")}
    lengths = {stage: len(path.read_text().splitlines()) if path.exists() else 0 for stage, path in sizes.items()}
    assert {stage: length for stage, length in lengths.items() if not 0 < length <= 30} == {}


def test_the_kernel_needs_the_standard_library_only_and_stays_small(source, trees):
    kernel = {path: tree for path, tree in trees.items() if path.parts[0] == "kernel"}
    named = [node for tree in kernel.values() for node in ast.walk(tree)]
    imported = {alias.name for node in named if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module for node in named if isinstance(node, ast.ImportFrom)}
    foreign = [name for name in imported if name.split(".")[0] not in sys.stdlib_module_names]
    assert [name for name in foreign if not name.startswith("gavn.kernel")] == []
    assert sum(len((source / path).read_text().splitlines()) for path in kernel) <= 600


def test_no_module_function_or_class_has_a_forbidden_name(trees):
    definitions = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    names = {
        (path, node.name) for path, tree in trees.items() for node in ast.walk(tree) if isinstance(node, definitions)
    }
    names |= {(path, path.stem) for path in trees}
    # Django's own word for what makes users.
    named = [name for name in names if name[1] != "UserManager"]
    assert [name for name in named if name[1].lower() in FORBIDDEN or name[1].endswith("Manager")] == []


def test_no_table_overrides_save_or_delete(trees):
    tables = [(path, tree) for path, tree in trees.items() if "models" in (*path.parts, path.stem)]
    classes = [(path, node) for path, tree in tables for node in tree.body if isinstance(node, ast.ClassDef)]
    written = [
        (str(path), kind.name, node.name) for path, kind in classes for node in kind.body if hasattr(node, "name")
    ]
    querysets = ("QuerySet", "Manager")
    assert [w for w in written if w[2] in {"save", "delete"} and not w[1].endswith(querysets)] == []
