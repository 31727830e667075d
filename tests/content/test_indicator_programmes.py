"""Content: each of the six indicator programmes is whole, and none is another one under a new name."""

from __future__ import annotations

from itertools import combinations

import pytest

from gavn.catalogue.selectors import indicators_of, instrument, programme

SIX = [
    programme(f"gavn/{name}@1")
    for name in (
        "secure-institutions", "adolescents-psychiatric", "adults-psychiatric",
        "acquired-brain-injury", "mental-function-impairment", "autism-spectrum",
    )
]  # fmt: skip
KEYS = [one.key for one in SIX]


@pytest.mark.parametrize("one", SIX, ids=KEYS)
def test_a_programme_has_twenty_to_thirty_five_indicators_of_all_classes_and_qualities(one):
    found = indicators_of(one)
    assert 20 <= len(found) <= 35
    assert {indicator.class_ for indicator in found} == {"background", "activity", "goal", "result"}
    assert {indicator.quality for indicator in found} >= {"user_experienced", "professional", "organisational"}


@pytest.mark.parametrize(("one", "other"), list(combinations(SIX, 2)), ids=lambda each: each.key)
def test_no_two_programmes_share_more_than_half_of_the_smaller_ones_indicators(one, other):
    smaller = min(len(one.indicators), len(other.indicators))
    assert 2 * len(set(one.indicators) & set(other.indicators)) <= smaller


@pytest.mark.parametrize("one", SIX, ids=KEYS)
def test_a_programme_asks_person_and_practitioner_at_entry_status_and_exit(one):
    """Both sides are asked, so that two views can be held side by side."""
    for kind in ("entry", "status", "exit"):
        asked = {ask.of for ask in one.asks if kind in ask.at}
        assert {"individual", "practitioner"} <= asked


@pytest.mark.parametrize("one", SIX, ids=KEYS)
def test_what_is_always_asked_enters_an_indicator_a_track_or_a_pair_of_views(one):
    """A form that does none of this is a burden without a benefit; base data are facts that reports tell."""
    used = {form for indicator in indicators_of(one) for form in indicator.forms}
    used |= {track.instrument for track in one.track} | {"gavn/base-entry@1", "gavn/base-exit@1"}
    always = [ask.instrument for ask in one.asks if ask.always]
    alone = [form for form in always if always.count(form) == 1 and instrument(form).pairs_with not in always]
    assert set(alone) - used == set()


@pytest.mark.parametrize("one", SIX, ids=KEYS)
def test_keeping_a_good_life_counts_as_success_somewhere(one):
    found = indicators_of(one)
    assert [indicator.key for indicator in found if indicator.direction == "keep" and indicator.direction_why]
