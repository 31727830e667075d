"""Kernel: the one place that asks the time and draws at random."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from gavn.kernel import clock


def test_the_clock_stands_still_where_a_test_says_so(monkeypatch):
    monkeypatch.setenv("GAVN_NOW", "2026-03-29T00:30:00+01:00")
    assert clock.now() == datetime(2026, 3, 28, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(("zone", "day"), [("Europe/Copenhagen", date(2026, 3, 29)), ("UTC", date(2026, 3, 28))])
def test_today_is_the_day_where_the_controller_is(monkeypatch, zone, day):
    monkeypatch.setenv("GAVN_NOW", "2026-03-28T23:30:00+00:00")
    assert clock.today(zone) == day


def test_an_unfrozen_clock_moves(monkeypatch):
    monkeypatch.delenv("GAVN_NOW", raising=False)
    assert clock.now() <= clock.now()


def test_public_ids_are_128_bits_and_do_not_repeat():
    drawn = {clock.public_id() for _ in range(1000)}
    assert len(drawn) == 1000
    assert {len(bytes.fromhex(one)) for one in drawn} == {16}


def test_codes_have_no_letters_that_look_alike():
    drawn = "".join(clock.secret_code() for _ in range(500))
    assert len(drawn) == 5000
    assert not set(drawn) & set("il1o0IO")


def test_keys_have_the_length_asked_for():
    assert len(clock.secret_bytes()) == 32
    assert clock.secret_bytes(12) != clock.secret_bytes(12)


def test_draws_from_a_seed_can_be_repeated():
    assert clock.seeded(7).random() == clock.seeded(7).random()
