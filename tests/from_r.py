"""Reference values computed by R; ``bench/r/<topic>.R`` makes them, ``python -m bench.from_r`` computes them anew."""

from __future__ import annotations

from pathlib import Path

KEPT = Path(__file__).parent / "compare/pure/methods/from_r"


def from_r(topic: str) -> dict[str, dict[str, list[float]]]:
    """The numbers of a topic: case, what, values."""
    found: dict[str, dict[str, list[float]]] = {}
    for line in (KEPT / f"{topic}.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            case, what, numbers = line.split("\t")
            found.setdefault(case, {})[what] = [float(number) for number in numbers.split()]
    return found
