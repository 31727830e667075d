"""The reference values that tests hold our statistics against, computed anew by R and compared with the kept ones.

``python -m bench.from_r TOPIC --write`` keeps what R says now; R and its packages come from Debian.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from bench._made import figure

HERE = Path(__file__).parent
KEPT = HERE.parent / "tests/compare/pure/methods/from_r"
PACKAGES = (
    "r-base-core",
    "r-cran-data.table",
    "r-cran-digest",
    "r-cran-epitools",
    "r-cran-lavaan",
    "r-cran-effectsize",
    "r-cran-lme4",
    "r-cran-mass",
    "r-cran-metafor",
    "r-cran-proc",
    "r-cran-psych",
    "r-cran-sampling",
    "r-cran-survey",
    "r-cran-survival",
    "r-cran-vcd",
)
CLOSE = 1e-6

Values = dict[tuple[str, str], list[float]]


def topics() -> list[str]:
    """Each script of bench/r, without the one that prints."""
    return sorted(path.stem for path in (HERE / "r").glob("*.R") if path.stem != "say" and path.stem[0] != "_")


def said(topic: str) -> str:
    """What R says of a topic, with its version and those of the packages it used in the first line."""
    script = (
        f'source("r/say.R"); source("r/{topic}.R"); used <- sessionInfo(); '
        'names <- vapply(used$otherPkgs, function(one) paste(one$Package, one$Version), ""); '
        'cat("#", R.version.string, paste(sort(names), collapse = ", "), sep = " | ")'
    )
    command = ["Rscript", "--vanilla", "-e", script]
    found = subprocess.run(command, cwd=HERE, check=True, capture_output=True, text=True).stdout.splitlines()
    return "\n".join([found[-1], *found[:-1]]) + "\n"


def values(text: str) -> Values:
    """The numbers by case and what they are."""
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {(case, what): [float(number) for number in numbers.split()] for case, what, numbers in rows}


def apart(one: Values, other: Values) -> float:
    """The largest relative difference between two sets of values; 1 where one holds what the other does not."""
    if one.keys() != other.keys():
        return 1.0
    pairs = [pair for key in one for pair in zip(one[key], other[key], strict=True)]
    return max(0.0 if a == b or (a != a and b != b) else abs(a - b) / max(abs(a), abs(b), 1e-6) for a, b in pairs)


def run() -> dict[str, Any]:
    """R's values today beside the kept ones."""
    install()
    return {
        "figures": [
            figure(
                f"{topic}: kept beside computed anew, relative", apart(values(kept(topic)), values(said(topic))), CLOSE
            )
            for topic in topics()
        ]
    }


def kept(topic: str) -> str:
    """What was kept of a topic."""
    return (KEPT / f"{topic}.tsv").read_text(encoding="utf-8")


def install() -> None:
    """R and its packages, where the machine lacks them."""
    subprocess.run(["tools/debian.sh", *PACKAGES], cwd=HERE.parent, check=True)


def main(arguments: list[str]) -> int:
    """Keep what R says now of the named topics, or of all."""
    wanted = [argument for argument in arguments if argument != "--write"] or topics()
    for topic in wanted:
        text = said(topic)
        if "--write" in arguments:
            KEPT.mkdir(parents=True, exist_ok=True)
            (KEPT / f"{topic}.tsv").write_text(text, encoding="utf-8")
        print(text, end="")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
