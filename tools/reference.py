"""Write the generated pages of ``docs/reference``, or with ``--check`` say which are not what the code says."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent.parent / "docs/reference"
NOTE = "<!-- Written by tools/reference.py from the code; change it there. -->\n\n"


def table(heads: list[str], rows: Iterable[Iterable[object]]) -> str:
    """A table in Markdown."""
    lines: list[list[object]] = [[*heads], ["---"] * len(heads), *(list(row) for row in rows)]
    cells = [" | ".join(str(cell).replace("|", "\\|") for cell in line) for line in lines]
    return "".join(f"| {line} |\n" for line in cells)


def settings() -> str:
    """What an installation may set."""
    from gavn.web.environment import SETTINGS

    rows = [(f"`{one.name}`", f"`{one.default}`" if one.default else "", one.help) for one in SETTINGS]
    told = "All settings come from the environment; identity providers are written down in a file of their own.\n\n"
    return "# Settings\n\n" + told + table(["variable", "default", "what it is"], rows)


def arguments(module: Any) -> Iterator[tuple[str, str, str]]:
    """What a command takes; read from its parser, because its printed help differs between versions of Python."""
    parser = argparse.ArgumentParser(add_help=False)
    module.add_arguments(parser)
    for action in parser._actions:
        written = " ".join(f"`{form}`" for form in action.option_strings or [action.dest])
        among = ", ".join(f"`{choice}`" for choice in action.choices or [])
        told = (action.help or "") % {"default": action.default, "dest": action.dest, "prog": "gavn"}
        yield written, "needed" if action.required else "", f"{told} ({among})" if told and among else told or among


def commands() -> str:
    """What ``gavn`` can do, in its own words."""
    from gavn.web.commands import COMMANDS, command, parser

    parts = [f"# Commands\n\n{parser().epilog}\n"]
    for name in COMMANDS:
        module = command(name)
        rows = list(arguments(module))
        taken = f"\n{table(['argument', '', 'what it is'], rows)}" if rows else ""
        parts.append(f"## gavn {name}\n\n{module.HELP}\n{taken}")
    return "\n".join(parts)


def permissions() -> str:
    """Which role may do what."""
    from gavn.access.pure.roles import PERMISSIONS, ROLES, roles_with

    told = "A role is held at a node of the tree, from a day to a day, and counts there and below.\n\n"
    roles = [(f"`{key}`", role.name, role.description, role.purpose) for key, role in ROLES.items()]
    may = [(f"`{key}`", told, ", ".join(sorted(roles_with(key)))) for key, told in PERMISSIONS.items()]
    first = table(["role", "name", "what it is for", "purpose of reading"], roles)
    return f"# Roles and permissions\n\n{told}{first}\n{table(['permission', 'what it allows', 'roles'], may)}"


def registers() -> str:
    """Where an earlier stage tells later ones."""
    from gavn.kernel import registers

    told = (
        "An earlier stage that must cause something later offers a register; later stages sign up when gavn starts.\n\n"
    )
    rows = [(f"`{one.name}`", ", ".join(f"`{who}`" for who in one.listeners)) for one in registers.registers()]
    return "# Registers\n\n" + told + table(["register", "who signed up"], sorted(rows))


PAGES: dict[str, Callable[[], str]] = {
    "settings.md": settings,
    "commands.md": commands,
    "permissions.md": permissions,
    "registers.md": registers,
}


def main() -> None:
    """Write what changed, or only name it."""
    for name in [name for name in os.environ if name.startswith("GAVN_")]:
        del os.environ[name]
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"GAVN_DATA": folder, "DJANGO_SETTINGS_MODULE": "gavn.web.settings"}
        import django

        django.setup()
        said = {FOLDER / name: NOTE + page() for name, page in PAGES.items()}
    stale = [path for path, text in said.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv:
        sys.exit(f"Run `make docs`; these are not what the code says: {[path.name for path in stale]}" if stale else 0)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path in stale:
        path.write_text(said[path], encoding="utf-8")
        print(f"wrote docs/reference/{path.name}")


if __name__ == "__main__":
    main()
