"""Kernel: an earlier stage tells later ones without knowing them."""

from __future__ import annotations

import pytest

from gavn.kernel import registers


@pytest.fixture
def on_arrival(monkeypatch):
    monkeypatch.setattr(registers, "_registers", [])
    return registers.Register("people.on_arrival")


def test_all_who_signed_up_are_told_in_their_order(on_arrival):
    told = []
    on_arrival.sign_up(lambda *, who: told.append(("first", who)))
    on_arrival.sign_up(lambda *, who: told.append(("second", who)))
    on_arrival.tell(who="Ada")
    assert told == [("first", "Ada"), ("second", "Ada")]


def test_signing_up_twice_is_once(on_arrival):
    on_arrival.sign_up(print)
    on_arrival.sign_up(print)
    assert on_arrival.listeners == ["builtins.print"]


def test_the_house_knows_its_registers(on_arrival):
    assert registers.registers() == [on_arrival]
