"""What the words of a file may stand for: in the three languages, and by what is here."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import get_language, override

from gavn.access.pure.roles import ROLES
from gavn.access.selectors import unit_kinds, units_where
from gavn.access.selectors.staffing import addresses_known
from gavn.kernel.say import Said
from gavn.setup.pure import people_file, tree_file
from gavn.setup.pure.people_file import Known
from gavn.setup.pure.tree_file import Node, TreePlan, planned_tree
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.access.models import Unit, User

LANGUAGES = [code for code, _word in settings.LANGUAGES]


def _words(said: Mapping[str, Said]) -> dict[str, str]:
    """Each code under its own name and under its word in every language."""
    found = {code: code for code in said}
    for language in LANGUAGES:
        with override(language):
            found |= {say(word).casefold(): code for code, word in said.items()}
    return found


def _kinds() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in LANGUAGES:
        with override(language):
            found |= {name.casefold(): code for code, word in unit_kinds() for name in (code, word)}
    return found


def _below(user: User, owner: Unit) -> list[Unit]:
    return list(units_where(user, "access.shape").filter(path__startswith=owner.path).order_by("path"))


def planned_tree_below(user: User, owner: Unit, content: bytes) -> TreePlan:
    """What a file would add below an organisation."""
    units = _below(user, owner)
    names = {unit.path: unit.name for unit in units}
    here = [Node(names.get(unit.path[: -unit.steplen], ""), unit.name, unit.kind) for unit in units]
    known = ", ".join(word for _code, word in unit_kinds())
    return planned_tree(content, _words(tree_file.COLUMNS), _kinds(), known, here)


def known_for_people(user: User, owner: Unit) -> Known:
    """What the words of a file of colleagues stand for."""
    places: dict[str, list[str]] = {}
    for unit in _below(user, owner):
        places.setdefault(unit.name, []).append(unit.public_id)
    names = {code: role.name for code, role in ROLES.items()}
    return Known(
        columns=_words(people_file.COLUMNS),
        roles=_words(names),
        role_names=", ".join(say(name) for name in names.values()),
        languages={code: code for code in LANGUAGES},
        places=places,
        addresses=addresses_known(),
        language=(get_language() or "en").partition("-")[0],
    )


def _file(columns: Iterable[Said], rows: Iterable[Iterable[str]]) -> str:
    """A file that a spreadsheet opens with its letters right."""
    written = io.StringIO()
    sheet = csv.writer(written, delimiter=";", lineterminator="\r\n")
    sheet.writerow([say(column) for column in columns])
    sheet.writerows(rows)
    return "\ufeff" + written.getvalue()


def tree_template(owner: Unit) -> str:
    """A file to fill in: a service with two units below the organisation."""
    kinds = dict(unit_kinds())
    rows = [
        [owner.name, "Lindenhof", kinds["service"], "2020-01-01"],
        ["Lindenhof", "Lindenhof 1", kinds["unit"], ""],
        ["Lindenhof", "Lindenhof 2", kinds["unit"], ""],
    ]
    return _file(tree_file.COLUMNS.values(), rows)


def people_template(services: Iterable[Unit]) -> str:
    """A file to fill in: a manager and a practitioner at the first service."""
    where = next((unit.name for unit in services), "Lindenhof")
    rows = [
        ["Mara", "mara@example.org", say(ROLES["manager"].name), where, "da"],
        ["Pia", "pia@example.org", say(ROLES["practitioner"].name), where, "sv"],
    ]
    return _file(people_file.COLUMNS.values(), rows)
