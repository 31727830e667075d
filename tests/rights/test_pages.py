"""Rights: one page shows everything that was agreed; each part is written on a page of its own."""

from __future__ import annotations

import pytest
from django.urls import reverse

from gavn.access.pure.pages import gate_of
from gavn.access.pure.roles import roles_with
from gavn.access.services import add_user, give_role
from gavn.people.pure.looks import PAGES
from gavn.rights import services
from gavn.rights.models import Contact, Decision, Ground, Profile, Representative
from gavn.rights.urls import urlpatterns

DAY = "2026-03-02"
SENT = {
    "inform": {"about": ["rights"], "how": ["letter"], "whom": ["person", "guardian"], "day": DAY,
               "note": "Read twice"},
    "name_representative": {"name": "Vera Værge", "kind": "guardian", "scope": ["economy", "health"], "first": DAY,
                            "phone": "12 34 56 78", "mail": "vera@example.org"},
    "name_contact": {"name": "Signe Søster", "relation": "sibling", "agreed": "yes"},
    "say_no": {"kind": "objection", "instrument": "gavn/four-lines", "respondent": "individual", "first": DAY,
               "said_by": "person", "words": "I am no number"},
    "write_profile": {"basis": "Points at pictures", "tools": ["pictures", "time"], "other_tools": "A red cup",
                      "variant": "easy", "mode": "interview", "network": "Ask in the morning", "expected": "0"},
    "note_involvement": {"area": "economy", "wished": "controls", "staff": "consulted", "disagreement": "The debts",
                         "day": DAY},
    "state_ground": {"kind": "involuntary", "first": DAY, "ground": "Section 126"},
}  # fmt: skip
SHOWN = ("Read twice", "By letter", "Vera Værge", "12 34 56 78", "Money · Body and health", "Signe Søster",
         "Yes, they may be asked", "I am no number", "left out of all statistics", "Points at pictures", "A red cup",
         "Ask in the morning", "Decides alone", "2 steps apart", "The debts", "Section 126")  # fmt: skip


@pytest.fixture
def written(as_mara, ida):
    """Everything once, through the pages."""
    for name, fields in SENT.items():
        reply = as_mara.post(reverse(name, args=[ida.public_id]), fields)
        assert reply.status_code == 302, (name, reply.context["form"].errors)
    return as_mara


def the_page(client, ida) -> str:
    """The page of Ida's rights."""
    reply = client.get(reverse("rights", args=[ida.public_id]))
    assert reply.status_code == 200
    return reply.content.decode()


@pytest.mark.parametrize("name", SENT)
def test_each_part_asks_on_a_page_of_its_own(as_mara, ida, name):
    assert as_mara.get(reverse(name, args=[ida.public_id])).status_code == 200


def test_all_that_was_written_stands_on_one_page(written, ida):
    page = the_page(written, ida)
    assert [words for words in SHOWN if words not in page] == []


def test_a_person_of_whom_nothing_is_written_has_a_page_too(as_mara, ida):
    assert "The person speaks for themselves." in the_page(as_mara, ida)


def kept(table):
    """The one row of a table."""
    return table.objects.unscoped("a test").get()


def test_what_was_written_is_changed_and_ended(written, ida):
    near, speaks, no, ground = kept(Contact), kept(Representative), kept(Decision), kept(Ground)
    acts = {
        reverse("change_contact", args=[near.public_id]): SENT["name_contact"] | {"agreed": "no", "expected": "1"},
        reverse("change_representative", args=[speaks.public_id]): SENT["name_representative"]
        | {"last": "2026-03-09", "expected": "1"},
        reverse("take_back_no", args=[no.public_id]): {"ended_on": "2026-03-10"},
        reverse("end_ground", args=[ground.public_id]): {"last": "2026-03-09"},
    }
    for address, fields in acts.items():
        assert written.get(address).status_code == 200
        assert written.post(address, fields).status_code == 302
    assert written.post(reverse("end_contact", args=[near.public_id])).status_code == 302
    page = the_page(written, ida)
    assert "Nothing any more" in page
    assert "no longer a contact" in page
    assert written.post(reverse("end_contact", args=[near.public_id]), follow=True).content.count(b"ended already") == 1


def test_a_form_that_was_overtaken_shows_both_texts(written, ida):
    speaks = kept(Representative)
    address = reverse("change_representative", args=[speaks.public_id])
    fields = SENT["name_representative"] | {"expected": "1"}
    written.post(address, fields | {"scope": ["home"]})
    late = written.post(address, fields)
    assert late.status_code == 200
    assert "Home and housing" in late.content.decode()


def test_earlier_versions_of_a_profile_can_be_read(written, ida):
    first = kept(Profile)
    written.post(
        reverse("write_profile", args=[ida.public_id]), SENT["write_profile"] | {"basis": "Speaks", "expected": "1"}
    )
    page = the_page(written, ida)
    address = reverse("profile_version", args=[first.public_id])
    assert address in page
    assert "Speaks" in page
    assert "Points at pictures" in written.get(address).content.decode()


def test_the_protection_officer_sees_and_does_not_write(client, ida, lindenhof):
    officer = add_user(by=None, email="officer@example.org", name="Officer")
    give_role(by=None, user=officer, role="protection-officer", at=lindenhof)
    client.force_login(officer)
    assert reverse("say_no", args=[ida.public_id]) not in the_page(client, ida)
    assert client.get(reverse("say_no", args=[ida.public_id])).status_code == 403


# What practitioners may do here; the rest is tried with every role in tests/web/test_matrix.py.
OF_PRACTITIONERS = [one.name for one in urlpatterns if "practitioner" in roles_with(gate_of(one.callback).permission)]


@pytest.mark.parametrize("url", OF_PRACTITIONERS)
def test_who_works_elsewhere_finds_nothing(client, sven, ida, mara, url):
    ids = {
        "individual": ida.public_id,
        "representative": services.name_representative(
            by=mara, individual=ida, name="V", kind="guardian", scope=["all"], first=ida.added_at.date()
        ).public_id,
        "contact": services.name_contact(by=mara, individual=ida, name="S", relation="friend").public_id,
        "decision": services.say_no(by=mara, individual=ida, kind="refusal").public_id,
        "profile": services.write_profile(by=mara, individual=ida, basis="B").public_id,
        "ground": services.state_ground(by=mara, individual=ida, kind="voluntary", first=ida.added_at.date()).public_id,
    }
    client.force_login(sven)
    pattern = next(one for one in urlpatterns if one.name == url)
    wanted = {name: ids[name] for name in pattern.pattern.converters}
    assert client.post(reverse(url, kwargs=wanted)).status_code == 404


def test_every_page_about_rights_has_a_name_in_the_history():
    assert [one.name for one in urlpatterns if one.name not in PAGES and one.name != "end_contact"] == []
