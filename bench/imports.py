"""The HELP study through `gavn import`, into an installation of its own, as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench._made import figure, printed

ROOT = Path(__file__).resolve().parents[1]
MAIN = "import sys; from gavn.web.commands import main; sys.exit(main())"


def run() -> dict[str, Any]:
    """Seconds from the command to the refreshed store."""
    study = Path(os.environ.get("GAVN_HELP_CSV") or ROOT.parent / "shared/data/HELPfull.csv")
    if not study.exists():
        return {"figures": [printed("HELP import", "not run: name the study's file in GAVN_HELP_CSV")]}
    with tempfile.TemporaryDirectory(prefix="gavn-help-") as folder:
        here = {**os.environ, "GAVN_DATA": folder, "DATABASE_URL": ""}

        def gavn(*command: str, typed: str = "") -> None:
            subprocess.run([sys.executable, "-c", MAIN, *command], env=here, input=typed, text=True, check=True)

        gavn(
            "begin",
            "--organisation",
            "HELP",
            "--email",
            "a@example.org",
            "--name",
            "A",
            typed="a long enough password\n",
        )
        began = time.perf_counter()
        mapping = ROOT / "content/mappings/help-study.yaml"
        gavn("import", "--mapping", str(mapping), str(study), "--into", "HELP", "--make-services")
        seconds = time.perf_counter() - began
    return {"figures": [figure("HELP study: 470 persons, 1,472 occasions, with the store", seconds, 20, unit=" s")]}
