"""Kernel: keys, periods, refusals and estimates."""

from __future__ import annotations

from datetime import date

import pytest

from gavn.kernel.errors import Conflict, Refused
from gavn.kernel.estimates import Estimate
from gavn.kernel.keys import Key
from gavn.kernel.periods import Period
from gavn.kernel.say import said


def test_a_key_reads_back_as_it_is_written():
    assert str(Key.parse("gavn/who-5@2")) == "gavn/who-5@2"
    assert Key.parse("gavn/who-5") == Key("gavn", "who-5", 1)
    assert Key("umea", "life", 3).path == "umea/life"


@pytest.mark.parametrize("text", ["who-5", "gavn/", "Gavn/who-5", "gavn/who-5@0", "gavn/who 5", "gavn/../etc@1"])
def test_what_is_no_key_is_refused(text):
    with pytest.raises(Refused, match="is not a key"):
        Key.parse(text)


def test_both_ends_belong_to_a_period():
    year = Period.parse("2026-01-01..2026-12-31")
    assert [day in year for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31))] == [False, True, True]
    assert str(year) == "2026-01-01..2026-12-31"


@pytest.mark.parametrize(
    "text", ["2026", "2026-01-01", "2026-01-01..", "2026-13-01..2026-12-31", "2026-02-01..2026-01-31"]
)
def test_what_is_no_period_is_refused(text):
    with pytest.raises(Refused):
        Period.parse(text)


def test_a_sentence_keeps_its_parameters_apart_from_its_words():
    sentence = said("{n} of {due} answered.", n=12, due=40)
    assert (sentence.msgid, str(sentence)) == ("{n} of {due} answered.", "12 of 40 answered.")


def test_a_refusal_says_what_is_wrong_and_where():
    refusal = Refused("{day} is in the future.", field="entry", day="2031-01-01")
    assert (str(refusal), refusal.field) == ("2031-01-01 is in the future.", "entry")


def test_a_conflict_shows_both_texts():
    conflict = Conflict("Somebody changed it.", mine="a", theirs="b")
    assert (conflict.mine, conflict.theirs, str(conflict)) == ("a", "b", "Somebody changed it.")


def test_an_estimate_carries_its_interval_and_its_n():
    estimate = Estimate(0.38, 0.30, 0.47, 120, missing=61)
    assert (estimate.n, estimate.missing, estimate.confidence) == (120, 61, 0.95)
