"""Protect: who stands behind a code opens for one reader, a purpose and a time, once a second person agrees."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

from gavn.access.selectors.two_persons import waiting_for
from gavn.access.services import release
from gavn.history.models import Event
from gavn.kernel.clock import now
from gavn.kernel.errors import Refused
from gavn.measure.gateways.store import pseudonym
from gavn.protect.models import Unmasking
from gavn.protect.selectors import opening_seen_by, openings_of, person_meant
from gavn.protect.services import ask_unmasking, end_unmasking, read_unmasked
from gavn.works.gateways import say

ASK = {"what": "address", "purpose": "danger to life or health", "hours": "8", "reason": "She called and cried"}


@pytest.fixture
def ask(lindenhof, pia, stay):
    """A maker of asks by Pia."""

    def make(by=pia, **more):
        return ask_unmasking(by=by, unit=lindenhof, **{"code": stay.individual.public_id, **ASK, **more})

    return make


def opened(user):
    (one,) = openings_of(user)
    return opening_seen_by(user, one.row.public_id)


def test_a_released_opening_shows_the_protected_address_and_says_so_each_time(ask, pia, mara, stay):
    release(by=mara, act=ask())
    shown = [read_unmasked(by=pia, opening=opened(pia)) for _again in range(2)]
    assert {one.address for one in shown} == {"Hemmelig Sti 7"}
    lines = Event.objects.filter(kind="protect.identity_shown", concerned__individual=stay.individual.public_id)
    assert list(lines.values_list("by", "purpose")) == [(pia.public_id, "danger to life or health")] * 2


def test_nothing_is_open_before_the_release(ask, pia):
    ask()
    assert openings_of(pia) == []


def test_it_is_open_to_nobody_else(ask, pia, mara):
    release(by=mara, act=ask())
    (one,) = openings_of(pia)
    with pytest.raises(Http404):
        opening_seen_by(mara, one.row.public_id)
    with pytest.raises(Refused):
        read_unmasked(by=mara, opening=opened(pia))


def test_after_its_time_it_is_closed(ask, pia, mara):
    release(by=mara, act=ask())
    late = opened(pia)
    Unmasking.objects.unscoped("time goes by").update(began_at=late.row.began_at, ends_at=now())
    with pytest.raises(Http404):
        opened(pia)


def test_its_holder_closes_it_early(ask, pia, mara):
    release(by=mara, act=ask())
    end_unmasking(by=pia, opening=opened(pia))
    with pytest.raises(Http404):
        opened(pia)


def test_the_identity_opens_to_who_sees_only_codes(ask, dora, mara, stay):
    act = ask(by=dora, what="identity", code=pseudonym(stay.individual.public_id), purpose="supervision or a complaint")
    assert [line.act for line in waiting_for(mara)] == [act]
    release(by=mara, act=act)
    shown = read_unmasked(by=dora, opening=opened(dora))
    assert (shown.name, shown.address) == ("Ida Juhl", "")


def test_the_releaser_reads_a_name_only_where_they_may_see_the_person(ask, pia, mara, dora, stay):
    ask()
    assert "Ida Juhl" in say(waiting_for(mara)[0].about)
    assert "Ida" not in say(waiting_for(dora)[0].about)
    assert stay.individual.public_id[:8] in say(waiting_for(dora)[0].about)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"code": "0" * 32}, "known by that code"), ({"code": "ab"}, "known by that code"),
        ({"purpose": "curiosity"}, "Choose one"), ({"hours": "9999"}, "Choose one"), ({"what": "all"}, "Choose one"),
    ],
)  # fmt: skip
def test_an_ask_names_somebody_of_the_service_a_purpose_and_a_time_of_the_list(ask, wrong, told):
    with pytest.raises(Refused, match=told):
        ask(**wrong)


def test_an_address_that_is_not_protected_needs_no_opening(ask, stay):
    stay.individual.protected = False
    stay.individual.save(update_fields=["protected"])
    with pytest.raises(Refused, match="not protected"):
        ask()


def test_who_holds_no_role_there_may_not_ask(ask, sven):
    with pytest.raises(PermissionDenied):
        ask(by=sven)


def test_a_person_of_another_service_is_not_meant(stay, skovly):
    assert person_meant(skovly, stay.individual.public_id) is None


def test_from_the_ask_to_the_address_on_the_pages(client, pia, mara, stay, lindenhof):
    client.force_login(pia)
    sent = {"unit": lindenhof.public_id, "code": stay.individual.public_id[:8], **ASK}
    assert client.post(reverse("ask_unmasking"), sent).status_code == 302
    client.force_login(mara)
    act = waiting_for(mara)[0].act
    client.post(reverse("two_person_act", args=[act.public_id]), {"verdict": "yes"})
    client.force_login(pia)
    (one,) = openings_of(pia)
    assert "Hemmelig Sti 7" not in client.get(reverse("unmasked")).content.decode()
    assert "Hemmelig Sti 7" in client.get(reverse("unmasked_person", args=[one.row.public_id])).content.decode()
    client.post(reverse("end_unmasking", args=[one.row.public_id]))
    assert client.get(reverse("unmasked_person", args=[one.row.public_id])).status_code == 404
    looked = client.get(reverse("who_has_looked", args=[stay.individual.public_id])).content.decode()
    assert "Read the opened identity or address" in looked
    assert "danger to life or health" in looked
