"""Access: every write that asks for a permission refuses those who hold it elsewhere, before it looks at anything else.

The writes are found in the services of all stages; what they are given is one of everything at Lindenhof.
"""

from __future__ import annotations

import importlib.util
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import date
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from one_of_each import SINCE, World, employed, world

from gavn.access.models import TwoPersonAct, User
from gavn.access.pure.roles import ROLES
from gavn.benefit.models import Proposal
from gavn.collect.models import Invitation, Occasion, Response
from gavn.collect.services.many_occasions import LeftOut, WantedOccasion
from gavn.collect.services.submitting import NewAnswers
from gavn.imports.models import Import
from gavn.imports.selectors import mapping_named, shipped_mappings
from gavn.kernel.dates import PartialDate
from gavn.measure.models import CriticalTask
from gavn.people.models import Enrolment, Goal, HandedOver, Intervention, Merge
from gavn.people.services import NewStay
from gavn.protect.models import SampledLook, Unmasking
from gavn.report.models import Publication, Reading
from gavn.rights.models import Contact, Decision, Due, DueList, Ground, Hold, Representative, RetentionRule

ANYWHERE = {
    "add_user": "somebody who keeps accounts anywhere adds an account, which can do nothing without a role",
    "begin_import": "a file is brought by whoever may import somewhere; its rows are asked one service at a time",
    "propose": "whoever works anywhere may propose a question to the secretariat",
    "decide": "the questions are proposed to the secretariat of the whole installation",
    "load_pack": "a text belongs to the installation",
    "confirm_import": "an import is its maker's own",
    "keep_own_norm": "a norm belongs to the installation",
}
TABLES = {
    "enrolment": Enrolment, "goal": Goal, "intervention": Intervention, "occasion": Occasion, "response": Response,
    "invitation": Invitation, "task": CriticalTask, "merge": Merge, "representative": Representative,
    "contact": Contact, "decision": Decision, "ground": Ground, "hold": Hold, "listed": DueList, "due": Due,
    "rule": RetentionRule,
}  # fmt: skip
ASK = {"require", "require_account", "_require_everywhere"}
WORDS: dict[str, Any] = {
    "first": date(2026, 5, 1), "last": date(2026, 5, 1), "day": date(2026, 5, 1), "hours": 6, "expected": 1,
    "entered": PartialDate.parse("2026-05-01"), "exited": PartialDate.parse("2026-05-01"), "birth_year": 1980,
    "birth_month": 1, "kind": "network", "role": "manager", "value": 5, "chosen": ["gavn/four-lines@1"],
    "programme": "gavn/substance-misuse-follow-up@1", "respondent": "individual", "language": "en", "answers": {},
    "number": "", "local_help": {}, "content": b"a;b", "client_id": "number0001", "area": "health", "sex": "man",
    "word": "citizen", "outcome": "reached", "email": "new@example.org", "reason": "planned", "source": "old-system",
}  # fmt: skip

MANY = {"collect.ensure_occasions": "wanted", "people.reassign_stays": "stays"}
NAMED = {"access.add_unit": ["under"]}
"""What could be left out, and is given."""
SUBMITTED = {
    "instrument": "gavn/four-lines@1",
    "answers": {"line_life": {"v": 3}},
    "mode": "interview",
    "respondent": "individual",
    "client_id": "number0009",
}


def modules(package: ModuleType) -> Iterator[ModuleType]:
    """A module and all below it."""
    yield package
    for found in pkgutil.walk_packages(getattr(package, "__path__", []), package.__name__ + "."):
        yield importlib.import_module(found.name)


def writes() -> dict[str, Callable[..., Any]]:
    """Every public service that asks for a permission, by stage and name."""
    found = {}
    for stage in settings.STAGES:
        if importlib.util.find_spec(f"gavn.{stage}.services") is None:
            continue
        for module in modules(importlib.import_module(f"gavn.{stage}.services")):
            for name, one in inspect.getmembers(module, inspect.isfunction):
                plain = inspect.unwrap(one)
                asks = ASK & set(plain.__code__.co_names)
                if asks and plain.__module__ == module.__name__ and not name.startswith("_"):
                    found[f"{stage}.{name}"] = one
    return found


class Given:
    """What the writes are given."""

    def __init__(self, made: World) -> None:
        self.made = made
        self.known: dict[str, Any] = dict(WORDS)
        for name, table in TABLES.items():
            rows = table.objects.unscoped("to be refused")
            self.known[name] = rows.get(public_id=made.ids[name])
        here = made.units["lindenhof"]
        pia = User.objects.get(public_id=made.ids["user"])
        reading = Reading.objects.get(unit=here)
        self.known |= {"unit": here, "at": here, "under": here, "user": pia, "held": pia.roles.get()}
        self.known |= {
            "recipient": pia,
            "reading": reading,
            "brought": Import.objects.get(public_id=made.ids["brought"]),
        }
        self.known |= {"period": None, "mapping": mapping_named(next(iter(shipped_mappings())))}
        self.known |= {"individual": self.known["enrolment"].individual, "owner": here}
        self.known |= {"proposal": Proposal.objects.get(public_id=made.ids["proposal"])}
        self.known |= {"handed": HandedOver.objects.get(public_id=made.ids["handed"])}
        occasion, stay = self.known["occasion"], self.known["enrolment"]
        self.known |= {"to": occasion, "kept": stay.individual, "other": self.known["merge"].other}
        self.known |= {"act": TwoPersonAct.objects.get(public_id=made.ids["act"]), "asked": SimpleNamespace(unit=here)}
        self.known |= {
            "opening": SimpleNamespace(row=Unmasking.objects.unscoped("to be refused").get()),
            "look": SampledLook.objects.unscoped("to be refused").get(),
            "publication": Publication.objects.get(),
        }
        self.rows: dict[str, list[Any]] = {
            "people.reassign_stays": [stay],
            "people.enrol_many": [NewStay(unit=here, entered=WORDS["entered"], given="Ib")],
            "collect.submit_many": [NewAnswers(occasion=occasion, **SUBMITTED)],
            "collect.ensure_occasions": [WantedOccasion(enrolment=stay, kind="entry", month=None, due=SINCE)],
            "collect.leave_out_many": [LeftOut(occasion=occasion, reason="declined")],
        }

    def arguments(self, name: str, write: Callable[..., Any]) -> dict[str, Any]:
        """What this write must be given."""
        wanted = inspect.signature(write).parameters.values()
        needed = [one.name for one in wanted if one.default is one.empty and one.kind is one.KEYWORD_ONLY]
        found = {part: self.known.get(part, "words") for part in [*needed, *NAMED.get(name, ())] if part != "by"}
        if name == "access.ask_two_persons":
            found |= {"kind": "protect.unmask"}
        if name == "people.reassign_stays":
            found |= {"to": self.known["user"]}
        if name == "collect.submit_response":
            found |= SUBMITTED | {"occasion": self.known["occasion"]}
        return found | ({MANY.get(name, "rows"): self.rows[name]} if name in self.rows else {})


@pytest.fixture(scope="module")
def given(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        yield Given(world())
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)


@pytest.fixture(scope="module")
def strangers(given) -> dict[str, User]:
    """Who holds every role at a sister service, and who holds none."""
    roles = [(role, given.made.units["skovly"], SINCE, None) for role in ROLES]
    return {"elsewhere": employed("everything-elsewhere", *roles), "nowhere": employed("nothing-anywhere")}


@pytest.mark.parametrize("who", ["elsewhere", "nowhere"])
@pytest.mark.parametrize("write", sorted(writes()))
@pytest.mark.django_db
def test_a_write_refuses_who_may_not(given, strangers, write, who):
    if who == "elsewhere" and write.split(".")[1] in ANYWHERE:
        return
    act = writes()[write]
    with transaction.atomic(), pytest.raises(PermissionDenied):
        act(by=strangers[who], **given.arguments(write, act))
