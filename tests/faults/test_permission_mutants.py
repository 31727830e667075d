"""Faults: whoever weakens a rule of who may what, by one word somewhere, is told so by a test.

Each mutant is one change in a copy of the source; the tests of access run against it and must fail.
"""

from __future__ import annotations

import ast
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from gavn.access.pure.roles import PERMISSIONS, ROLES

pytestmark = pytest.mark.faults

ROOT = Path(__file__).parents[2]
SAMPLE = int(os.environ.get("GAVN_MUTANTS", "60"))
AT_ONCE = 2
KILLED = 0.95
TESTS = (
    "tests/access/test_who_may.py", "tests/access/test_writes_refused.py",
    "tests/web/test_matrix.py::test_nobody_gets_in_who_must_be_kept_out",
)  # fmt: skip
RULES = {
    "access/models/reach.py": [
        ("path__startswith=path", "path__startswith=path[:4]"),
        ("path__startswith=path", "path__startswith=path[:8]"),
        (" if user.is_active else []", ""),
        ("Q(first__lte=day)", "Q()"),
        ("(Q(last__isnull=True) | Q(last__gte=day))", "Q()"),
        ("last__gte=day", "last__gt=day"),
        ("first__lte=day", "first__lt=day"),
        ("held.role in wanted", "True"),
        ("user=user)", ")"),
    ],
    "access/selectors/__init__.py": [
        ("at.path.startswith(held.unit.path)", "True"),
        ("at.path.startswith(held.unit.path)", "held.unit.path.startswith(at.path)"),
        ("    if not user.is_active:\n        return False\n", ""),
        ("held.role in wanted and", "True and"),
        ("    if not may(user, permission, at=at):", "    if not may(user, permission):"),
        ("        raise PermissionDenied(permission)", "        return"),
        ("unit__in=units_where(user, \"access.shape\"), public_id=public_id", "public_id=public_id"),
        ("units_where(user, permission), public_id", "Unit.objects.all(), public_id"),
        ("held.exists() and not", "False and not"),
    ],
    "access/models/scoped.py": [
        ("\"narrowed\").filter(pk__in=inner)", "\"narrowed\")"),
        ("\"narrowed\").filter(**{f\"{path}__in\": units})", "\"narrowed\")"),
    ],
    "access/gateways/passwords.py": [("filter(pk=user_id, is_active=True)", "filter(pk=user_id)")],
    "web/middleware.py": [
        ("if gate.permission and not may(request.user, gate.permission):", "if False:"),
        ("if not request.user.is_authenticated:", "if False:"),
    ],
    "imports/selectors/records.py": [("by=user, public_id=public_id", "public_id=public_id")],
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """One change: in which file, from which sign to which, what stands there instead."""

    file: str
    start: int
    end: int
    instead: str
    told: str


def offset(text: str, line: int, column: int) -> int:
    """Where a place that the parser names lies in the text; columns count bytes."""
    lines = text.splitlines(keepends=True)
    return sum(map(len, lines[: line - 1])) + len(lines[line - 1].encode()[:column].decode())


def span(text: str, node: ast.AST) -> tuple[int, int]:
    """From where to where a node stands."""
    return offset(text, node.lineno, node.col_offset), offset(text, node.end_lineno, node.end_col_offset)


def name_of(call: ast.Call) -> str:
    """What is called."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def told_rules() -> Iterator[Mutant]:
    """The rules themselves, each weakened as named above."""
    for file, changes in RULES.items():
        text = (ROOT / "src/gavn" / file).read_text()
        for old, new in changes:
            assert old in text, f"{file} no longer says {old}: name what it says now"
            start = text.index(old)
            yield Mutant(file, start, start + len(old), new, f"{file}: {old.strip()} → {new.strip()}")


def roles_more_and_less() -> Iterator[Mutant]:
    """A permission more, or less, for a role."""
    file = "access/pure/roles.py"
    text = (ROOT / "src/gavn" / file).read_text()
    for role, kind in ROLES.items():
        start = text.index("_EVERYBODY", text.index(f'    "{role}": RoleKind('))
        for permission in PERMISSIONS:
            more = permission not in kind.permissions
            change = f'_EVERYBODY | {{"{permission}"}}' if more else "_EVERYBODY"
            if more:
                yield Mutant(file, start, start + len("_EVERYBODY"), change, f"{role} may {permission}, too")


def in_the_source() -> Iterator[Mutant]:
    """Where services ask, selectors narrow, and pages declare."""
    for path in sorted((ROOT / "src/gavn").rglob("*.py")):
        file = str(path.relative_to(ROOT / "src/gavn"))
        text = path.read_text()
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
                if name_of(node.value) in {"require", "require_account"}:
                    yield Mutant(file, *span(text, node), "pass", f"{file}:{node.lineno} does not ask")
            elif isinstance(node, ast.Call) and name_of(node) == "seen_by" and isinstance(node.func, ast.Attribute):
                whole = ast.unparse(node.func.value) + '.unscoped("a mutant")'
                yield Mutant(file, *span(text, node), whole, f"{file}:{node.lineno} does not narrow")
            elif isinstance(node, ast.FunctionDef) and "views" in file:
                yield from gates(file, text, node)


def gates(file: str, text: str, view: ast.FunctionDef) -> Iterator[Mutant]:
    """A page that lets everybody in, or everybody who is signed in."""
    for one in view.decorator_list:
        if isinstance(one, ast.Call) and name_of(one) == "page" and one.args:
            yield Mutant(file, *span(text, one), "page(everybody=True)", f"{file}: {view.name} is open to everybody")
            yield Mutant(file, *span(text, one), "page()", f"{file}: {view.name} asks for no permission")


def drawn() -> list[Mutant]:
    """All of the rules, and as many of the others as fit the sample."""
    draw, rules = random.Random(20261122), list(told_rules())
    others = [list(in_the_source()), list(roles_more_and_less())]
    left = max(SAMPLE - len(rules), 0)
    return (
        draw.sample(rules, min(SAMPLE, len(rules)))
        + draw.sample(others[0], left - left // 4)
        + draw.sample(others[1], left // 4)
    )


class Copy:
    """A copy of the source and its tests, in which one mutant at a time lives."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        leave = shutil.ignore_patterns("__pycache__", "vendor")
        for name in ("src", "tests", "content"):
            shutil.copytree(ROOT / name, folder / name, ignore=leave)
        shutil.copy(ROOT / "pyproject.toml", folder)
        vendor = Path("src/gavn/web/static/vendor")
        (folder / vendor).symlink_to((ROOT / vendor).resolve())

    def survives(self, mutant: Mutant) -> bool:
        """Whether no test notices."""
        path = self.folder / "src/gavn" / mutant.file
        text = path.read_text()
        path.write_text(text[: mutant.start] + mutant.instead + text[mutant.end :])
        try:
            survives = self.passes()
        finally:
            path.write_text(text)
        print("survived" if survives else "killed", mutant.told, flush=True)
        return survives

    def passes(self) -> bool:
        """Whether the tests of access pass here."""
        quick = ["-q", "-x", "-p", "no:cacheprovider", "--no-migrations", "-m", "faults or not faults"]
        run = [sys.executable, "-m", "pytest", *quick, *TESTS]
        kept = {name: told for name, told in os.environ.items() if not name.startswith(("GAVN_", "PYTEST_"))}
        environment = kept | {"PYTHONPATH": str(self.folder / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(run, cwd=self.folder, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode in (0, 1, 2), done.stdout[-2000:] + done.stderr[-2000:]
        return done.returncode == 0


def test_whoever_weakens_a_rule_is_told(tmp_path):
    copies = [Copy(tmp_path / str(number)) for number in range(AT_ONCE)]
    assert copies[0].passes(), "the tests must pass before anything is changed"
    mutants = drawn()

    def tried(number: int) -> list[Mutant]:
        return [one for one in mutants[number::AT_ONCE] if copies[number].survives(one)]

    with ThreadPoolExecutor(AT_ONCE) as pool:
        survivors = [one.told for part in pool.map(tried, range(AT_ONCE)) for one in part]
    print(f"{len(mutants)} mutants, {len(mutants) - len(survivors)} killed", *survivors, sep="\n  survived: ")
    assert 1 - len(survivors) / len(mutants) >= KILLED
