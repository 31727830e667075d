"""Nothing is larger than a person can read; the exceptions may only shrink."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

FUNCTION, VIEW, ARGUMENTS, CLASS, FILE, TEST_FILE, TEMPLATE, STAGE, FOLDER = 40, 20, 5, 150, 400, 500, 120, 5000, 14
FOUND_BY_NAME = {"methods", "blocks", "readers", "migrations", "templates", "static", "locale", "decisions"}
IGNORED = {"__pycache__", "vendor", "_build", "node_modules"}
Measure = tuple[str, int, int]


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def measures_of(place: str, tree: ast.Module) -> Iterator[Measure]:
    """What each function and class of a module takes, beside what it may."""
    views = Path(place).stem == "views" or "views" in Path(place).parts
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield f"class {place}:{node.name}", node.end_lineno - node.lineno + 1, CLASS
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            arguments = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
            limit = VIEW if views and "request" in arguments else FUNCTION
            yield f"function {place}:{node.name}", node.end_lineno - node.lineno + 1, limit
            named = [argument for argument in arguments if argument not in {"self", "cls"}]
            yield f"arguments {place}:{node.name}", len(named), ARGUMENTS


def measures(root: Path, stages: list[str], trees: dict) -> Iterator[Measure]:
    source = root / "src/gavn"
    for path, tree in trees.items():
        yield f"file {path}", lines(source / path), FILE
        yield from measures_of(str(path), tree)
    yield from ((f"test {path.relative_to(root)}", lines(path), TEST_FILE) for path in (root / "tests").rglob("*.py"))
    yield from ((f"template {path.relative_to(source)}", lines(path), TEMPLATE) for path in source.rglob("*.html"))
    for stage in stages:
        mine = [
            path for path in trees if path.parts[0] == stage and not set(path.parts) & {"methods", "blocks", "readers"}
        ]
        yield f"stage {stage}", sum(lines(source / path) for path in mine), STAGE
    for folder in [path for top in ("src", "tools", "docs") for path in (root / top).rglob("*") if path.is_dir()]:
        if not (FOUND_BY_NAME | IGNORED) & set(folder.relative_to(root).parts):
            files = [path for path in folder.iterdir() if path.is_file() and path.name[0] != "."]
            yield f"folder {folder.relative_to(root)}", len(files), FOLDER


def test_everything_keeps_its_budget_and_exceptions_only_shrink(root, stages, trees):
    over = {name: size for name, size, limit in measures(root, stages, trees) if size > limit}
    kept = (root / "tests/architecture/exceptions.txt").read_text().splitlines()
    allowed = dict(line.rsplit(" ", 1) for line in kept if line and not line.startswith("#"))
    assert {name: size for name, size in over.items() if size > int(allowed.get(name, 0))} == {}
    assert {name: size for name, size in allowed.items() if over.get(name) != int(size)} == {}, "lower or remove these"
