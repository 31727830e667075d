"""Access: what one person asks for is done when another, who may, releases it, and never otherwise."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from gavn.access.models import TwoPersonAct
from gavn.access.pure import two_persons
from gavn.access.pure.two_persons import TwoPersonKind, put_kind
from gavn.access.selectors import civil_today
from gavn.access.selectors.two_persons import act_seen_by, asked_by, state_of, waiting_for
from gavn.access.services import (
    add_user,
    ask_two_persons,
    close_account,
    end_role,
    forget_reasons,
    give_role,
    refuse,
    release,
    take_back_ask,
)
from gavn.history.models import Event
from gavn.kernel.clock import now
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said
from gavn.works.services import sealed_stores

REASON = "Rasmus from the school asked for it"
DONE: list[tuple[str, str]] = []


def done(*, act, by):
    """What the act does: it leaves a mark, or refuses."""
    if act.terms.get("cannot"):
        raise Refused("The roof leaks.")
    DONE.append((act.about, by.name))


@pytest.fixture(autouse=True)
def kind(monkeypatch):
    """A kind of act that practitioners ask for and managers release."""
    monkeypatch.setattr(two_persons, "_KINDS", {})
    DONE.clear()
    one = TwoPersonKind(
        "test.act", Said("Paint the roof"), Said("The roof is red."), "people.enrol", "people.merge", done,
        about=lambda act, _reader: act.about,
    )  # fmt: skip
    put_kind(one)
    return one


@pytest.fixture
def ask(lindenhof, pia):
    """A maker of asks by Pia."""

    def make(by=pia, **more):
        given = {"kind": "test.act", "unit": lindenhof, "about": "roof", "reason": REASON, **more}
        return ask_two_persons(by=by, **given)

    return make


@pytest.fixture
def nora(lindenhof):
    """A second manager of Lindenhof."""
    user = add_user(by=None, email="nora@example.org", name="Nora")
    give_role(by=None, user=user, role="manager", at=lindenhof)
    return user


def test_nothing_is_done_before_the_second_person(ask):
    ask()
    assert DONE == []


def test_a_release_does_it_and_both_lines_stand_in_the_history(ask, mara):
    act = release(by=mara, act=ask(individuals=["a" * 32]))
    assert DONE == [("roof", "Mara")]
    assert (act.verdict, act.decided_by, act.executed_at is not None) == ("yes", mara, True)
    lines = Event.objects.filter(kind__startswith="access.act_")
    assert list(lines.values_list("kind", "individuals")) == [
        ("access.act_asked", ["a" * 32]), ("access.act_released", ["a" * 32]),
    ]  # fmt: skip


def test_nobody_releases_or_refuses_what_they_asked_for(ask, mara):
    act = ask(by=mara)
    with pytest.raises(Refused, match="yourself"):
        release(by=mara, act=act)
    with pytest.raises(Refused, match="yourself"):
        refuse(by=mara, act=act, words="no")
    assert DONE == []


@pytest.mark.django_db
def test_the_database_itself_keeps_the_two_apart(ask, mara):
    act = ask(by=mara)
    with transaction.atomic(), pytest.raises(IntegrityError):
        TwoPersonAct.objects.filter(pk=act.pk).update(verdict="yes", decided_by=mara)


def test_who_holds_no_role_at_the_unit_neither_asks_nor_releases(ask, sven, otto):
    act = ask()
    for stranger in (sven, otto):
        with pytest.raises(PermissionDenied):
            ask(by=stranger)
        with pytest.raises(PermissionDenied):
            release(by=stranger, act=act)


def test_who_may_ask_only_does_not_release(ask, pia, mara):
    with pytest.raises(PermissionDenied):
        release(by=pia, act=ask(by=mara))


def test_who_asked_must_still_hold_the_role_when_it_is_released(ask, pia, mara, ada):
    act = ask()
    end_role(by=ada, held=pia.roles.get(), last=civil_today() - timedelta(days=1))
    with pytest.raises(Refused, match="may no longer"):
        release(by=mara, act=act)
    assert DONE == []


def test_a_leavers_ask_is_not_released(ask, pia, mara, ada):
    act = ask()
    close_account(by=ada, user=pia)
    with pytest.raises(Refused, match="may no longer"):
        release(by=mara, act=act)


def test_after_fourteen_days_an_ask_is_over_and_can_be_made_anew(ask, mara):
    act = ask()
    TwoPersonAct.objects.update(ends_at=now())
    act.refresh_from_db()
    assert (state_of(act), waiting_for(mara)) == ("over", [])
    with pytest.raises(Refused, match="fourteen days are over"):
        release(by=mara, act=act)
    assert ask().ends_at - now() > timedelta(days=13)


def test_the_same_is_not_asked_twice_while_it_waits(ask):
    ask()
    with pytest.raises(Refused, match="already"):
        ask()


def test_what_cannot_be_done_leaves_the_ask_open(ask, mara):
    act = ask(terms={"cannot": True})
    with pytest.raises(Refused, match="roof leaks"):
        release(by=mara, act=act)
    act.refresh_from_db()
    assert (act.verdict, act.executed_at, Event.objects.filter(kind="access.act_released").exists()) == (
        "",
        None,
        False,
    )


def test_it_is_decided_once(ask, mara, nora):
    act = ask()
    release(by=mara, act=act)
    with pytest.raises(Refused, match="decided already"):
        release(by=nora, act=act)
    assert DONE == [("roof", "Mara")]


def test_a_no_says_why_and_is_read_by_who_asked(ask, pia, mara):
    act = ask()
    with pytest.raises(Refused, match="Say why"):
        refuse(by=mara, act=act, words=" ")
    refuse(by=mara, act=act, words="The roof is new.")
    (line,) = asked_by(pia)
    assert (line.state, line.reason, line.answer) == ("no", REASON, "The roof is new.")
    assert DONE == []


def test_only_who_asked_takes_an_ask_back(ask, pia, mara):
    act = ask()
    with pytest.raises(Refused, match="Only who asked"):
        take_back_ask(by=mara, act=act)
    assert take_back_ask(by=pia, act=act).verdict == "taken_back"


@pytest.mark.parametrize("reason", ["", "  ", "x" * 2001])
def test_an_ask_has_a_reason(ask, reason):
    with pytest.raises(Refused, match="reason"):
        ask(reason=reason)


def test_the_reason_is_kept_sealed_and_emptied_at_an_erasure(ask, mara):
    act = ask()
    assert REASON.encode() not in bytes(act.sealed)
    assert "access.TwoPersonAct.sealed" in [store.name for store in sealed_stores()]
    assert forget_reasons("roof") == 1
    assert act_seen_by(mara, act.public_id).reason == ""


def test_it_waits_for_who_may_release_it_and_not_for_others(ask, pia, mara, sven):
    act = ask()
    assert [[line.act for line in waiting_for(user)] for user in (mara, pia, sven)] == [[act], [], []]


def test_a_second_person_says_yes_on_the_page(client, ask, pia, mara, sven):
    act = ask()
    address = reverse("two_person_act", args=[act.public_id])
    client.force_login(sven)
    assert client.get(address).status_code == 404
    client.force_login(pia)
    assert "What do you say?" not in client.get(address).content.decode()
    client.post(address, {"verdict": "yes"})
    assert DONE == []
    client.force_login(mara)
    shown = client.get(reverse("two_persons")).content.decode() + client.get(address).content.decode()
    assert [words for words in ("Paint the roof", REASON, "The roof is red.") if words not in shown] == []
    assert client.post(address, {"verdict": "no"}).status_code == 200
    assert client.post(address, {"verdict": "yes"}).status_code == 302
    assert DONE == [("roof", "Mara")]


def test_who_asked_takes_it_back_on_the_page(client, ask, pia):
    act = ask()
    client.force_login(pia)
    client.post(reverse("take_back_ask", args=[act.public_id]))
    act.refresh_from_db()
    assert act.verdict == "taken_back"
