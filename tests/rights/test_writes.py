"""Rights: every write asks for one permission and leaves one line of history, or nothing at all."""

from __future__ import annotations

from datetime import date

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied

from gavn.history.models import Event
from gavn.kernel.dates import PartialDate
from gavn.kernel.errors import Conflict, Refused
from gavn.people.services import enrol_person
from gavn.rights import services
from gavn.rights.models import Contact, Ground, Profile
from gavn.rights.pure.vocabulary import HAPPENED
from gavn.rights.selectors import words_of
from gavn.rights.selectors.rows import contacts_of, grounds_of, involvement_of, profiles_of, representatives_of, told_to

TOLD = {"about": ["questions", "rights"], "how": ["spoken", "pictures"], "whom": ["person"]}
GUARDIAN = {"name": "Vera Værge", "kind": "guardian", "scope": ["economy"], "first": date(2026, 1, 1)}
SISTER = {"name": "Signe Søster", "relation": "sibling", "agreed": "yes"}
PROFILE = {"basis": "Points at pictures", "tools": ["pictures"], "variant": "easy", "mode": "interview"}
MARCH = date(2026, 3, 1)


class Scene:
    """One of everything that can be written about."""

    def __init__(self, ida, by) -> None:
        self.ida = ida
        self.guardian = services.name_representative(by=by, individual=ida, **GUARDIAN)
        self.sister = services.name_contact(by=by, individual=ida, **SISTER)
        self.no = services.say_no(by=by, individual=ida, kind="objection")
        self.ground = services.state_ground(by=by, individual=ida, kind="voluntary", first=MARCH)


@pytest.fixture
def scene(ida, mara):
    return Scene(ida, mara)


WRITES = {
    "inform": (lambda s, by: services.inform(by=by, individual=s.ida, **TOLD), "rights.person_informed"),
    "name_representative": (
        lambda s, by: services.name_representative(by=by, individual=s.ida, **GUARDIAN),
        "rights.representative_named",
    ),
    "change_representative": (
        lambda s, by: services.change_representative(by=by, representative=s.guardian, **GUARDIAN),
        "rights.representative_changed",
    ),
    "name_contact": (lambda s, by: services.name_contact(by=by, individual=s.ida, **SISTER), "rights.contact_named"),
    "change_contact": (
        lambda s, by: services.change_contact(by=by, contact=s.sister, **SISTER),
        "rights.contact_changed",
    ),
    "end_contact": (lambda s, by: services.end_contact(by=by, contact=s.sister), "rights.contact_ended"),
    "say_no": (
        lambda s, by: services.say_no(by=by, individual=s.ida, kind="withdrawal"),
        "rights.withdrawal_said",
    ),
    "take_back_no": (lambda s, by: services.take_back_no(by=by, decision=s.no), "rights.objection_ended"),
    "write_profile": (
        lambda s, by: services.write_profile(by=by, individual=s.ida, **PROFILE),
        "rights.profile_written",
    ),
    "note_involvement": (
        lambda s, by: services.note_involvement(by=by, individual=s.ida, area="economy", wished="shares"),
        "rights.involvement_noted",
    ),
    "state_ground": (
        lambda s, by: services.state_ground(by=by, individual=s.ida, kind="voluntary", first=date(2026, 3, 5)),
        "rights.ground_stated",
    ),
    "end_ground": (
        lambda s, by: services.end_ground(by=by, ground=s.ground, last=date(2026, 3, 8)),
        "rights.ground_ended",
    ),
}


@pytest.mark.parametrize("name", WRITES)
@pytest.mark.parametrize("who", ["mara", "pia"])
def test_who_works_there_writes_and_one_line_is_left(request, scene, name, who):
    write, line = WRITES[name]
    writer = request.getfixturevalue(who)
    before = Event.objects.count()
    write(scene, writer)
    assert list(Event.objects.order_by("id").values_list("kind", flat=True))[before:] == [line]
    newest = Event.objects.latest("id")
    assert newest.individuals == [scene.ida.public_id]
    assert not {"Vera", "Signe"} & set(str(newest.detail).split())


@pytest.mark.parametrize("name", WRITES)
@pytest.mark.parametrize("who", ["otto", "sven", "ada"])
def test_nobody_else_writes_and_nothing_is_left(request, scene, name, who):
    other = request.getfixturevalue(who)
    before = Event.objects.count(), rows()
    with pytest.raises(PermissionDenied):
        WRITES[name][0](scene, other)
    assert (Event.objects.count(), rows()) == before


def rows() -> dict[str, list]:
    """Every row of the stage."""
    tables = apps.get_app_config("rights").get_models()
    return {table.__name__: list(table.objects.unscoped("a test").order_by("pk").values()) for table in tables}


def test_what_was_told_is_kept_with_how_whom_and_by_whom(ida, mara):
    services.inform(by=mara, individual=ida, teller="The interpreter", note="Twice", **TOLD)
    told = told_to(ida)[0]
    assert (told.row.about, told.row.how, told.row.whom) == (TOLD["about"], TOLD["how"], TOLD["whom"])
    assert told.words == {"teller": "The interpreter", "note": "Twice"}
    assert (told.row.day, told.row.by) == (date(2026, 3, 10), mara)


WRONG = {
    "nothing told": (services.inform, TOLD | {"about": []}, "about"),
    "told in a way unknown": (services.inform, TOLD | {"how": ["telepathy"]}, "how"),
    "told tomorrow": (services.inform, TOLD | {"day": date(2026, 3, 11)}, "day"),
    "a representative without a name": (services.name_representative, GUARDIAN | {"name": " "}, "name"),
    "for nothing": (services.name_representative, GUARDIAN | {"scope": []}, "scope"),
    "ended before it began": (services.name_representative, GUARDIAN | {"last": date(2025, 1, 1)}, "last"),
    "an unknown relation": (services.name_contact, SISTER | {"relation": "foe"}, "relation"),
    "agreed tomorrow": (services.name_contact, SISTER | {"agreed_on": date(2026, 3, 11)}, "agreed_on"),
    "an unknown no": (services.say_no, {"kind": "never"}, "kind"),
    "of a form unknown": (services.say_no, {"kind": "refusal", "instrument": "gavn/nothing"}, "instrument"),
    "said tomorrow": (services.say_no, {"kind": "refusal", "first": date(2026, 3, 11)}, "first"),
    "an empty profile": (services.write_profile, PROFILE | {"basis": ""}, "basis"),
    "looked at again in the past": (services.write_profile, PROFILE | {"revise_on": MARCH}, "revise_on"),
    "an unknown tool": (services.write_profile, PROFILE | {"tools": ["magic"]}, "tools"),
    "a step beyond the scale": (services.note_involvement, {"area": "home", "wished": "rules"}, "wished"),
    "words without end": (
        services.note_involvement,
        {"area": "home", "wished": "heard", "disagreement": "x" * 2001},
        "disagreement",
    ),
    "against their will by no law": (services.state_ground, {"kind": "involuntary", "first": MARCH}, "ground"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_is_refused_at_its_field(ida, mara, name):
    service, given, field = WRONG[name]
    with pytest.raises(Refused) as refusal:
        service(by=mara, individual=ida, **given)
    assert refusal.value.field == field


def test_names_and_telephones_lie_sealed_and_are_found_under_the_keys(ida, mara):
    services.name_representative(by=mara, individual=ida, phone="12345678", **GUARDIAN)
    kept = representatives_of(ida)[0]
    assert kept.words == {"name": "Vera Værge", "phone": "12345678"}
    assert b"Vera" not in bytes(kept.row.sealed)
    stores: list = []
    services.words_are_sealed(stores)
    assert {one.name for one in stores} == {
        f"rights.{table.__name__}.sealed"
        for table in apps.get_app_config("rights").get_models()
        if "sealed" in {field.name for field in table._meta.fields}
    }
    assert sum(sum(one.counts().values()) for one in stores) == 1


def test_another_controllers_key_opens_nothing(ida, mara):
    kept = services.name_contact(by=mara, individual=ida, **SISTER)
    ida.controller.public_id = "0" * 32
    kept.individual = ida
    with pytest.raises(Refused):
        words_of(kept)


def test_who_spoke_for_the_person_stays_written_after_they_ended(ida, mara):
    services.name_representative(by=mara, individual=ida, **GUARDIAN | {"last": date(2026, 2, 1)})
    services.name_representative(by=mara, individual=ida, **GUARDIAN | {"name": "Nils Ny"})
    assert [(one.words["name"], one.over) for one in representatives_of(ida)] == [
        ("Nils Ny", False),
        ("Vera Værge", True),
    ]


def test_two_who_change_the_same_see_both(ida, mara, pia):
    kept = services.name_contact(by=mara, individual=ida, **SISTER)
    services.change_contact(by=pia, contact=kept, expected=1, **SISTER | {"agreed": "no"})
    with pytest.raises(Conflict):
        services.change_contact(by=mara, contact=kept, expected=1, **SISTER)
    assert contacts_of(ida)[0].row.agreed == "no"


def test_a_contact_who_ended_is_not_changed_any_more(ida, mara):
    kept = services.name_contact(by=mara, individual=ida, **SISTER)
    services.end_contact(by=mara, contact=kept)
    fresh = Contact.objects.unscoped("a test").get()
    with pytest.raises(Refused, match="ended already"):
        services.change_contact(by=mara, contact=fresh, **SISTER)


def test_only_somebody_who_may_speak_for_the_person_says_no_for_them(ida, mara):
    past = services.name_representative(by=mara, individual=ida, **GUARDIAN | {"last": date(2026, 2, 1)})
    with pytest.raises(Refused, match="may speak for the person"):
        services.say_no(by=mara, individual=ida, kind="refusal", said_by=past)
    today = services.name_representative(by=mara, individual=ida, **GUARDIAN)
    assert services.say_no(by=mara, individual=ida, kind="refusal", said_by=today).said_by == today


def test_the_same_no_is_written_once_while_it_holds(ida, mara):
    no = services.say_no(by=mara, individual=ida, kind="refusal")
    with pytest.raises(Refused, match="said already"):
        services.say_no(by=mara, individual=ida, kind="refusal", instrument="gavn/four-lines")
    services.take_back_no(by=mara, decision=no)
    with pytest.raises(Refused, match="ends once"):
        services.take_back_no(by=mara, decision=no)
    services.say_no(by=mara, individual=ida, kind="refusal", instrument="gavn/four-lines")


def test_profiles_are_numbered_and_never_changed(ida, mara, pia):
    services.write_profile(by=mara, individual=ida, expected=0, **PROFILE)
    services.write_profile(by=pia, individual=ida, expected=1, network="Smiles when it fits", **PROFILE)
    with pytest.raises(Conflict):
        services.write_profile(by=mara, individual=ida, expected=1, **PROFILE)
    assert [(one.row.number, one.words.get("network", "")) for one in profiles_of(ida)] == [
        (2, "Smiles when it fits"),
        (1, ""),
    ]
    assert Profile.objects.unscoped("a test").count() == 2


def test_an_area_shows_how_far_wish_and_view_are_apart(ida, mara):
    services.note_involvement(by=mara, individual=ida, area="economy", wished="heard", day=MARCH)
    services.note_involvement(
        by=mara, individual=ida, area="economy", wished="controls", staff="consulted", disagreement="Debts"
    )
    services.note_involvement(by=mara, individual=ida, area="home", wished="shares", staff="consulted")
    shown = {one.area: one for one in involvement_of(ida) if one.newest}
    assert {area: str(one.apart) for area, one in shown.items()} == {
        "economy": "The person and staff are 2 steps apart.",
        "home": "The person and staff are one step apart.",
    }
    assert shown["economy"].words == {"disagreement": "Debts"}


def test_a_new_ground_ends_the_one_before_and_follows_it(ida, mara):
    services.state_ground(by=mara, individual=ida, kind="voluntary", first=MARCH)
    law = {"kind": "involuntary", "ground": "Section 126"}
    services.state_ground(by=mara, individual=ida, first=date(2026, 3, 5), **law)
    assert [(one.row.kind, one.row.last) for one in grounds_of(ida)] == [
        ("involuntary", None),
        ("voluntary", date(2026, 3, 4)),
    ]
    with pytest.raises(Refused, match="must be later"):
        services.state_ground(by=mara, individual=ida, first=date(2026, 3, 5), **law)
    held = Ground.objects.unscoped("a test").get(last=None)
    services.end_ground(by=mara, ground=held, last=date(2026, 3, 9))
    with pytest.raises(Refused, match="ended already"):
        services.end_ground(by=mara, ground=held, last=date(2026, 3, 9))


def test_when_two_records_are_one_person_both_agreements_stand_and_part_again(ida, mara, lindenhof):
    other = ida_again(mara, lindenhof)
    for person, name in ((ida, "A"), (other, "B")):
        services.name_contact(by=mara, individual=person, name=name, relation="friend")
        services.write_profile(by=mara, individual=person, basis=name)
    before = rows()
    services.bring_together(kept=ida, other=other, by=mara)
    assert [one.words["name"] for one in contacts_of(ida)] == ["A", "B"]
    assert [(one.row.number, one.words["basis"]) for one in profiles_of(ida)] == [(2, "B"), (1, "A")]
    assert contacts_of(other) == []
    services.take_apart(kept=ida, other=other, by=mara)
    assert rows() == before


def ida_again(by, unit):
    """The same person once more, by mistake."""
    who = {"given": "Ida", "family": "Lund", "birth_year": 1980, "birth_month": 5, "sex": "woman"}
    return enrol_person(by=by, unit=unit, entered=PartialDate.parse("2026-02-01"), **who).individual


def test_every_line_says_what_happened():
    lines = {line for _write, line in WRITES.values()} | {"rights.refusal_said", "rights.copy_made"}
    assert {line for line in lines if line not in HAPPENED} == set()
