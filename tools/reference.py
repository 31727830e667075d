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


def leads_to_a_person(kind: Any, seen: frozenset[Any] = frozenset()) -> bool:
    """Whether rows of a table belong to a person, directly or through other rows."""
    if kind._meta.label == "people.Individual":
        return True
    up = [one.related_model for one in kind._meta.concrete_fields if one.is_relation]
    ours = [one for one in up if one.__module__.startswith("gavn.") and one not in seen]
    return any(leads_to_a_person(one, seen | {kind}) for one in ours)


def personal_tables() -> Iterator[tuple[str, str, str, str]]:
    """Each table about persons or staff: what it is, which columns are sealed, whether it goes with the person."""
    from django.apps import apps

    from gavn.works.services import all_erasers, sealed_stores

    gone = {one.name for one in all_erasers()}
    sealed = {one.name for one in sealed_stores()}
    for kind in sorted(apps.get_models(), key=lambda one: one._meta.label):
        label, about = kind._meta.label, kind.__doc__ or ""
        staff = kind.__module__.startswith("gavn.") and any(
            one.related_model and one.related_model._meta.label == "access.User" for one in kind._meta.concrete_fields
        )
        person = kind.__module__.startswith("gavn.") and (leads_to_a_person(kind) or label in gone)
        if not (person or staff or label == "access.User"):
            continue
        hidden = ", ".join(f"`{name.rsplit('.', 1)[1]}`" for name in sorted(sealed) if name.rsplit(".", 1)[0] == label)
        said = "persons, erased with them" if label in gone else "persons" if person else "staff"
        yield f"`{label}`", about.strip().splitlines()[0], said, hidden


def protection() -> str:
    """What personal data lie where, what for, how long, and what needs two persons."""
    from gavn.access.pure.roles import ROLES
    from gavn.access.pure.two_persons import two_person_kinds
    from gavn.history.pure.purposes import PURPOSES
    from gavn.rights.pure.erasing import KEPT
    from gavn.works.services import sealed_stores

    held = {name: [role.name for role in ROLES.values() if role.purpose.msgid == name] for name in PURPOSES}
    parts = [
        "# Personal data: what lies where, what for, how long\n\nThe filled templates name this page; it is made from "
        "the registers of the code, so it cannot fall behind.\n",
        "## Tables\n\n" + table(["table", "what a row is", "about whom", "sealed columns"], personal_tables()),
        "## Everything that lies sealed\n\nEncrypted with AES-256-GCM under a ring of keys, each for one purpose.\n\n"
        + table(["place"], [(f"`{name}`",) for name in sorted(one.name for one in sealed_stores())]),
        "## Purposes\n\nEvery reading and writing states one of these; nothing else can be written.\n\n"
        + table(["purpose", "roles held for it"], [(n, ", ".join(map(str, held[n]))) for n in PURPOSES]),
        "## How long\n\nWhat holds where nobody decided otherwise; the service decides for itself.\n\n"
        + table(
            ["what", "counted", "months", "at most", "why"],
            [(one.name, one.after, one.months, one.most, one.ground) for one in KEPT.values()],
        ),
        "## What needs two persons\n\n"
        + table(
            ["act", "what is then done", "who asks", "who releases"],
            [(one.name, one.effect, f"`{one.ask}`", f"`{one.release}`") for one in two_person_kinds()],
        ),
    ]
    return "\n".join(parts)


PAGES: dict[str, Callable[[], str]] = {
    "protection.md": protection,
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
