"""Measure: what both answered stands side by side, also where each of them has a form of their own."""

from __future__ import annotations

from types import SimpleNamespace

from gavn.measure.selectors.pairs import pairs_of

ENTRY = SimpleNamespace(due="2026-03-01", pk=1)


def answered(instrument, respondent, answers, occasion=ENTRY):
    response = SimpleNamespace(
        instrument=instrument, version=1, respondent=respondent, occasion=occasion, occasion_id=occasion.pk
    )
    return SimpleNamespace(response=response, answers=answers)


def test_forms_of_a_pair_meet_on_one_occasion():
    own = answered("gavn/last-seven-days", "individual", {"lonely": {"v": "3"}, "quiet": {"v": "4"}})
    seen = answered("gavn/last-seven-days-seen", "practitioner", {"lonely": {"v": "0"}, "quiet": {"v": "4"}})
    [pair] = pairs_of(None, [seen, own])
    assert [(row.item, row.differs) for row in pair.rows] == [("quiet", False), ("lonely", True)]
    assert pair.words.title == "My last seven days"


def test_forms_that_do_not_pair_or_lie_on_different_days_stay_apart():
    later = SimpleNamespace(due="2027-03-01", pk=2)
    own = answered("gavn/last-seven-days", "individual", {"lonely": {"v": "3"}})
    others = [
        answered("gavn/everyday-life-seen", "practitioner", {"home": {"v": "yes"}}),
        answered("gavn/last-seven-days-seen", "practitioner", {"lonely": {"v": "0"}}, occasion=later),
    ]
    assert pairs_of(None, [own, *others]) == []
