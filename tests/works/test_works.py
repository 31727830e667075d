"""Works: files, drafts, due work and secrets."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gavn.kernel.clock import now
from gavn.kernel.errors import Conflict, Refused
from gavn.works import services
from gavn.works.gateways import file_path, keyed_hash, opened, sealed
from gavn.works.models import Draft, DueWork
from gavn.works.selectors import draft_at

pytestmark = pytest.mark.django_db


def test_a_sealed_text_opens_for_its_purpose_only():
    closed = sealed(b"Anna", purpose="vault")
    assert opened(closed, purpose="vault") == b"Anna"
    with pytest.raises(Refused, match="belongs elsewhere"):
        opened(closed, purpose="draft")


def test_a_changed_ciphertext_does_not_open():
    closed = bytearray(sealed(b"Anna", purpose="vault"))
    closed[-1] ^= 1
    with pytest.raises(Refused):
        opened(bytes(closed), purpose="vault")


def test_the_same_text_is_sealed_differently_each_time():
    assert sealed(b"Anna", purpose="vault") != sealed(b"Anna", purpose="vault")


def test_a_keyed_hash_differs_by_purpose():
    assert keyed_hash("anna", purpose="a") == keyed_hash("anna", purpose="a") != keyed_hash("anna", purpose="b")


def test_a_file_lies_encrypted_and_comes_back_whole():
    stored = services.store_file(b"who did well", name="list.csv", owner="x")
    assert b"did well" not in file_path(stored.digest).read_bytes()
    assert services.file_content(stored) == b"who did well"


def test_a_damaged_file_is_refused():
    stored = services.store_file(b"to be damaged", name="list.csv", owner="x")
    path = file_path(stored.digest)
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(Refused):
        services.file_content(stored)


def test_a_draft_is_kept_encrypted_and_counts_its_revisions():
    services.save_draft("k", {"life": 3}, owner="pia")
    second = services.save_draft("k", {"life": 4}, owner="pia", expected=1)
    assert (second.revision, services.draft_content(draft_at("k"))) == (2, {"life": 4})
    assert b"life" not in bytes(Draft.objects.get().sealed)


def test_two_tabs_see_each_others_text():
    services.save_draft("k", {"life": 3}, owner="pia")
    services.save_draft("k", {"life": 4}, owner="pia", expected=1)
    with pytest.raises(Conflict) as both:
        services.save_draft("k", {"life": 9}, owner="pia", expected=1)
    assert (both.value.mine, both.value.theirs) == ({"life": 9}, {"life": 4})


@pytest.fixture
def rung():
    rings: list[str] = []
    services.register_job("test.ring", lambda subject: rings.append(subject))
    return rings


def test_due_work_said_twice_happens_once(rung):
    moment = now() - timedelta(minutes=1)
    for _ in range(2):
        services.due_at(moment, "test.ring", "door")
    assert (services.run_due(), services.run_due(), rung) == (1, 0, ["door"])


def test_work_that_is_not_due_waits(rung):
    services.due_at(now() + timedelta(hours=1), "test.ring", "door")
    assert (services.run_due(), rung) == (0, [])


def test_work_that_fails_keeps_no_other_from_being_done(rung):
    def fails(subject: str) -> None:
        raise ValueError(subject)

    services.register_job("test.fail", fails)
    services.due_at(now() - timedelta(minutes=2), "test.fail", "window")
    services.due_at(now() - timedelta(minutes=1), "test.ring", "door")
    with pytest.raises(ValueError, match="window"):
        services.run_due()
    assert rung == ["door"]
    assert [one.done_at is None for one in DueWork.objects.order_by("due")] == [True, False]


def test_work_that_fails_stays_due():
    def fails(subject: str) -> None:
        raise ValueError(subject)

    services.register_job("test.fail", fails)
    services.due_at(now() - timedelta(minutes=1), "test.fail", "door")
    with pytest.raises(ValueError, match="door"):
        services.run_due()
    assert DueWork.objects.get().done_at is None


def test_an_installation_says_once_what_it_is():
    services.mark_installation(demo=False)
    with pytest.raises(Refused, match="set up before"):
        services.mark_installation(demo=True)
