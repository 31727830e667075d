"""``python -m bench [NAME ...]``: run the benchmarks, print them, keep one JSON file and one picture a run."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def names() -> list[str]:
    """The benchmarks there are: each file with a ``run() -> dict``."""
    return sorted(path.stem for path in HERE.glob("*.py") if not path.stem.startswith("_"))


def picture(measured: dict[str, dict[str, Any]]) -> str:
    """The figures that have a limit, as bars: the share of the limit that was used."""
    import vl_convert

    rows = [
        {"what": f"{name}: {figure['what']}", "share": figure["used"]}
        for name, figures in measured.items()
        for figure in figures["figures"]
        if figure.get("used") is not None
    ]
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "title": "Share of the limit that was used (1 is the limit)",
        "data": {"values": rows},
        "mark": "bar",
        "encoding": {
            "y": {"field": "what", "type": "nominal", "title": None, "axis": {"labelLimit": 400}},
            "x": {"field": "share", "type": "quantitative", "title": None},
        },
    }
    return vl_convert.vegalite_to_svg(spec)


def main() -> int:
    """Run what was named, or all; 1 when a limit was passed."""
    wanted = sorted(sys.argv[1:]) or names()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gavn.web.settings")
    with tempfile.TemporaryDirectory(prefix="gavn-bench-") as folder:
        os.environ["GAVN_DATA"] = folder
        os.environ.pop("GAVN_DEMO", None)
        import django

        django.setup()
        measured = {name: import_module(f"bench.{name}").run() for name in wanted}
    from gavn.kernel.clock import now

    results = HERE / "results"
    results.mkdir(exist_ok=True)
    stem = results / f"{now():%Y%m%dT%H%M%S}"
    stem.with_suffix(".json").write_text(json.dumps(measured, indent=1))
    stem.with_suffix(".svg").write_text(picture(measured))
    over = False
    for name, told in measured.items():
        for figure in told["figures"]:
            passed = figure.get("used") is not None and figure["used"] > 1
            over = over or passed
            print(f"{'OVER' if passed else 'ok  '} {name:<12} {figure['what']}: {figure['value']} ({figure['limit']})")
    return 1 if over else 0


if __name__ == "__main__":
    raise SystemExit(main())
