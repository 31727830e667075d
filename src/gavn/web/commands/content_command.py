"""gavn content."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from gavn.web.commands.prepare import django_ready, say_line

HELP = "Check the content files, or write the JSON Schemas that editors use."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Check or schema."""
    kinds = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    check = kinds.add_parser("check", help="check every content file; problems come with file and line")
    check.add_argument("folder", nargs="?", type=Path, help="another content folder than the shipped one")
    schema = kinds.add_parser("schema", help="write one JSON Schema per format")
    schema.add_argument("folder", type=Path)


def run(asked: argparse.Namespace) -> int:
    """Check or write; 1 when there are problems."""
    django_ready()
    from gavn.catalogue.pure.schema import schemas  # noqa: PLC0415  needs the settings
    from gavn.catalogue.selectors import content_problems  # noqa: PLC0415

    if asked.what == "schema":
        asked.folder.mkdir(parents=True, exist_ok=True)
        for name, one in schemas().items():
            (asked.folder / f"{name}.schema.json").write_text(json.dumps(one, indent=2) + "\n")
        return 0
    checked, problems = content_problems(asked.folder)
    for problem in problems:
        say_line(str(problem))
    say_line(f"{checked} files checked, {len(problems)} problems.")
    return 1 if problems else 0
