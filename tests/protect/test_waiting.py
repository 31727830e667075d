"""Protect: the front page says what waits for a second person, and which look-ups nobody has judged."""

from __future__ import annotations

import pytest

from gavn.access.pure.today import waiting
from gavn.protect.services import ask_unmasking


@pytest.fixture
def piles():
    """What waits for somebody, by kind."""

    def found(user):
        into: list = []
        waiting.tell(user=user, into=into)
        return {pile.kind: pile for pile in into}

    return found


def test_an_ask_waits_for_who_may_release_it_without_a_name(piles, lindenhof, stay, pia, mara, sven):
    ask_unmasking(
        by=pia, unit=lindenhof, code=stay.individual.public_id, what="address", purpose="a duty to report", hours="1",
        reason="Ida is in danger",
    )  # fmt: skip
    (line,) = piles(mara)["two_persons"].lines
    assert (line.name, line.where, line.person) == ("Pia", "Lindenhof", None)
    assert "Ida" not in f"{line.name} {line.what} {line.words}"
    assert [who.name for who in (pia, sven) if "two_persons" in piles(who)] == []
