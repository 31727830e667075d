"""The house as data: its floors, its source as syntax trees, its texts."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def source() -> Path:
    return ROOT / "src/gavn"


@pytest.fixture(scope="session")
def settings_of_tools() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]


@pytest.fixture(scope="session")
def floors(settings_of_tools) -> list[str]:
    """All rooms from the cellar up, as the contract names them."""
    contracts = settings_of_tools["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "floors")
    return [layer.strip("()") for layer in reversed(layers)]


@pytest.fixture(scope="session")
def stages(source) -> list[str]:
    """The rooms that have the shape of a stage."""
    rooms = [path.name for path in sorted(source.iterdir()) if (path / "__init__.py").exists()]
    return [room for room in rooms if room not in {"kernel", "web"}]


@pytest.fixture(scope="session")
def trees(source) -> dict[Path, ast.Module]:
    """Every module of the source, without migrations, read once."""
    files = [path for path in sorted(source.rglob("*.py")) if "migrations" not in path.parts]
    return {path.relative_to(source): ast.parse(path.read_text(encoding="utf-8")) for path in files}
