"""The command line ``gavn``: one module a command, found by name; those that keep an installation whole in a folder."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

COMMANDS = (
    "serve", "demo", "begin", "content", "import", "store", "report", "backup", "restore", "drill", "keys", "doctor",
    "retention", "digest", "migrate",
)  # fmt: skip
KEEPING = {"backup", "restore", "drill", "keys", "doctor", "retention", "digest"}
OK, FAILED, MISUSED = 0, 1, 2


def command(name: str) -> ModuleType:
    """The module of a command: HELP, add_arguments(parser) and run(arguments)."""
    folder = "keeping." if name in KEEPING else ""
    return import_module(f"gavn.web.commands.{folder}{name}_command")


def parser() -> argparse.ArgumentParser:
    """All commands with their arguments and help."""
    whole = argparse.ArgumentParser(
        prog="gavn",
        description="Find out of what benefit social services are, to whom, and how they know.",
        epilog="Exit codes: 0 all well, 1 something was wrong and nothing half done, 2 the command was misused.",
    )
    kinds = whole.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name in COMMANDS:
        module = command(name)
        module.add_arguments(kinds.add_parser(name, help=module.HELP, description=module.HELP))
    return whole


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; a refusal is printed as one sentence, never as a trace."""
    from gavn.kernel.errors import Refused  # noqa: PLC0415  quick --help

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gavn.web.settings")
    asked = parser().parse_args(arguments)
    try:
        return int(command(asked.command).run(asked))
    except Refused as refusal:
        sys.stderr.write(f"gavn {asked.command}: {refusal}\n")
        return FAILED
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped.\n")
        return FAILED
