"""One of everything that an address can name, at Lindenhof and made by the services, in a tree with neighbours."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from imports_cast import MAPPING, written
from report_cast import BASE, CHOSEN, FOLLOW_UP, lines

from gavn.access.models import Unit, User
from gavn.access.selectors import civil_today
from gavn.access.services import add_unit, add_user, give_role, release
from gavn.benefit.services import propose
from gavn.collect.selectors import occasions_of
from gavn.collect.services import choose_programme, invite, submit_response
from gavn.history.models import Event
from gavn.history.pure.purposes import OPENED_FOR
from gavn.history.services import record
from gavn.imports.services import begin_import
from gavn.kernel.clock import now
from gavn.kernel.dates import PartialDate, add_months
from gavn.measure.models import CriticalTask
from gavn.measure.services import refresh_store
from gavn.people.models import Absence, Enrolment, Individual
from gavn.people.services import (
    end_stay,
    enrol_person,
    merge_individuals,
    reassign_stays,
    set_absence,
    set_goal,
    start_intervention,
)
from gavn.protect.selectors import openings_of
from gavn.protect.services import ask_unmasking, draw_sample
from gavn.report.models import Publication
from gavn.report.selectors.documents import years_offered
from gavn.report.selectors.services import Wanted, service_page
from gavn.report.services import write_reading
from gavn.rights import services as rights
from gavn.rights.services import erasing
from gavn.works.services import store_file

SINCE = date(2020, 1, 1)
GIVEN = "Zebedæus"
"""The given name of the person at Lindenhof, which stands nowhere else."""
CRITICAL = {
    **{item: {"v": "2"} for item in
       ("mood", "hope", "body", "closest", "belonging", "deciding", "days", "home", "money")},
    "safe": {"v": "1"},
}  # fmt: skip


@dataclass
class World:
    """The nodes of the tree by name, and for each place in an address the id that stands there."""

    units: dict[str, Unit]
    maker: User
    ids: dict[str, str] = field(default_factory=dict)
    tables: tuple[str, ...] = ()


def tree() -> dict[str, Unit]:
    """Two regions; Lindenhof has a ward, a sister service, and a service of another organisation nearby."""
    midt = add_unit(by=None, name="Midt", kind="region")
    nord = add_unit(by=None, name="Nord", kind="region")
    midtby = add_unit(by=None, name="Midtby", kind="organisation", under=midt, controller=True)
    havby = add_unit(by=None, name="Havby", kind="organisation", under=midt, controller=True)
    nordby = add_unit(by=None, name="Nordby", kind="organisation", under=nord, controller=True)
    lindenhof = add_unit(by=None, name="Lindenhof", kind="service", under=midtby)
    return {
        "midt": midt,
        "midtby": midtby,
        "lindenhof": lindenhof,
        "ward": add_unit(by=None, name="Upstairs", kind="unit", under=lindenhof),
        "skovly": add_unit(by=None, name="Skovly", kind="service", under=midtby),
        "havly": add_unit(by=None, name="Havly", kind="service", under=havby),
        "nordly": add_unit(by=None, name="Nordly", kind="service", under=nordby),
    }


def employed(name: str, *roles: tuple[str, Unit, date, date | None]) -> User:
    """Somebody with dated roles."""
    user = add_user(by=None, email=f"{name}@example.org", name=name)
    for role, at, first, last in roles:
        give_role(by=None, user=user, role=role, at=at, first=first, last=last)
    return user


def stay_at(unit: Unit, by: User, given: str, days: int = 30) -> Enrolment:
    """Somebody who came so many days ago."""
    return enrol_person(
        by=by, unit=unit, given=given, family="Prøveholm", birth_year=1980, birth_month=5, sex="woman", contact=by,
        entered=PartialDate.of(civil_today() - timedelta(days=days)),
    )  # fmt: skip


def answered(by: User, occasion, instrument: str, answers: dict, number: str, of: str = "individual"):
    """A form that was handed in."""
    return submit_response(
        by=by, occasion=occasion, instrument=instrument, respondent=of, answers=answers, client_id=number,
        mode="interview",
    )  # fmt: skip


def rights_of(individual: Individual, by: User) -> dict[str, str]:
    """One of everything that is written on a person's own side."""
    first = civil_today() - timedelta(days=20)
    said = {"by": by, "individual": individual}
    near = rights.name_representative(**said, name="Rita", kind="guardian", scope=["health"], first=first)
    friend = rights.name_contact(**said, name="Flemming", relation="friend", agreed="no")
    refused = rights.say_no(**said, kind="refusal", instrument="gavn/audit-c", respondent="individual")
    return {
        "representative": near.public_id,
        "contact": friend.public_id,
        "decision": refused.public_id,
        "profile": rights.write_profile(**said, basis="Speaks slowly").public_id,
        "ground": rights.state_ground(**said, kind="voluntary", first=first).public_id,
    }


def keeping(individual: Individual, unit: Unit, by: User) -> dict[str, str]:
    """What stands against an erasure, a rule of the service, and a list with somebody whose time is over."""
    officer = employed("officer", ("protection-officer", unit, SINCE, None))
    gone = stay_at(unit, by, GIVEN, days=500)
    end_stay(by=by, enrolment=gone, exited=PartialDate.of(civil_today() - timedelta(days=400)), reason="planned")
    rule = erasing.set_retention_rule(by=officer, unit=unit, what="persons", months=6, ground="Decided")
    listed = erasing.write_due_list(by=officer, unit=unit)
    return {
        "hold": erasing.set_hold(by=officer, individual=individual, kind="court", why="A case").public_id,
        "rule": rule.public_id,
        "listed": listed.public_id,
        "due": listed.persons.unscoped("the one there is").get().public_id,
    }


def away(user: User, deputy: User) -> Absence:
    """Somebody on holiday, with who stands in."""
    days = {"first": civil_today(), "last": civil_today() + timedelta(days=5)}
    return set_absence(by=deputy, user=user, deputy=deputy, **days)


def merged(kept: Individual, unit: Unit, by: User) -> str:
    """Another record of somebody, found to be the same person."""
    earlier = stay_at(unit, by, GIVEN, days=400)
    end_stay(by=by, enrolment=earlier, exited=PartialDate.of(civil_today() - timedelta(days=200)), reason="planned")
    return merge_individuals(by=by, kept=kept, other=earlier.individual).public_id


def protected(stay: Enrolment, here: Unit, asks: User, releases: User) -> dict[str, str]:
    """An opening and an ask for one; a look-up the lot fell on; a report that waits to be public."""
    ask = {"unit": here, "code": stay.individual.public_id, "purpose": OPENED_FOR[0], "hours": "8", "reason": "A test"}
    release(by=releases, act=ask_unmasking(by=asks, what="identity", **ask))
    act = ask_unmasking(by=asks, what="identity", **ask)
    month = add_months(civil_today().replace(day=1), -1)
    looked = record(asks, "people.shown", individuals=[stay.individual.public_id], page="overview")
    Event.objects.filter(pk=looked.pk).update(at=now() - (civil_today() - month))
    sample = draw_sample(unit=here, month=month)
    Event.objects.filter(pk=looked.pk).update(at=looked.at)
    day = {"first": date(2025, 1, 1), "last": date(2025, 12, 31), "made_by": releases, "made_at": now()}
    frozen = Publication.objects.create(unit=here, language="en", snapshot="s1", **day)
    stored = store_file(b"a,b\n", name="a.csv", owner=frozen.public_id)
    Publication.objects.filter(pk=frozen.pk).update(files={"csv": stored.public_id})
    return {
        "act": act.public_id,
        "opening": openings_of(asks)[0].row.public_id,
        "sample": sample.public_id,
        "look": sample.looks.unscoped("the one there is").get().public_id,
        "publication": frozen.public_id,
    }


def world() -> World:
    """Everything, with the manager of Lindenhof as its maker."""
    units = tree()
    here = units["lindenhof"]
    choose_programme(by=None, unit=here, programme=FOLLOW_UP, chosen=CHOSEN, status_every=3, first=date(2024, 1, 1))
    mara = employed("mara", ("manager", here, SINCE, None))
    reads = employed("reads-figures", ("politician", here, SINCE, None))
    pia = employed("pia", ("practitioner", here, SINCE, None))
    made = World(units, mara)
    stay = stay_at(here, mara, GIVEN)
    entry, later, *_rest = occasions_of(stay)
    submitted = answered(mara, entry, "gavn/four-lines@1", lines(3, 4, 5, 2), "numberone1")
    answered(mara, entry, "gavn/quality-of-life@1", CRITICAL, "numbertwo2")
    answered(mara, entry, "gavn/base-entry@1", BASE, "numberthree3", of="practitioner")
    invitation, _code = invite(by=mara, occasion=later, respondent="individual", language="en", days=9)
    made.ids |= {
        "unit": here.public_id,
        "proposal": propose(by=pia, wanted="Do people sleep better?", why="It comes up every day.").public_id,
        "individual": stay.individual.public_id,
        "enrolment": stay.public_id,
        "occasion": later.public_id,
        "response": submitted.revision.response.public_id,
        "invitation": invitation.public_id,
        "goal": set_goal(by=mara, enrolment=stay, words="To sleep", area="health").public_id,
        "intervention": start_intervention(by=mara, enrolment=stay, kind="network", name="Walks").public_id,
        "task": CriticalTask.objects.unscoped("the one there is").get().public_id,
        "user": pia.public_id,
        "absence": away(pia, mara).public_id,
        "role": pia.roles.get().public_id,
        "handed": reassign_stays(by=mara, stays=[stay_at(here, pia, "Given")], to=mara).public_id,
        "brought": begin_import(by=mara, content=written(), name="cases.csv", mapping=MAPPING).public_id,
    }
    made.ids |= rights_of(stay.individual, mara) | {"merge": merged(stay.individual, here, mara)}
    made.ids |= keeping(stay.individual, here, mara)
    made.ids |= protected(stay, here, pia, mara)
    store = refresh_store()
    period = years_offered(civil_today())[1][1]
    write_reading(by=mara, unit=here, period=period, text="It goes well.", snapshot=store.snapshot)
    made.tables = tuple(service_page(reads, here.public_id, Wanted()).figures)
    return made
