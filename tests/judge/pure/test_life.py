"""Judge: in whatever order people try, nothing is published that was not signed off, heard and answered."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gavn.judge.pure.life import ALLOWED, NEXT, STAGES, Standing, can, checked_act, checked_until, stands_said
from gavn.kernel.errors import Refused

DAY = date(2026, 5, 1)
AFTER = {"freeze": "quality", "judge_quality": "interpretation", "open_hearing": "hearing", "publish": "published"}


@dataclass
class Tried:
    """A meeting on which everything is tried, with what happened."""

    standing: Standing = field(default_factory=lambda: Standing("planned", DAY))
    done: list[str] = field(default_factory=list)

    def try_it(self, act: str) -> None:
        """Do an act if it is not refused."""
        if act == "a_day_passes":
            self.standing = replace(self.standing, today=self.standing.today + timedelta(days=5))
            return
        try:
            checked_act(act, self.standing)
        except Refused:
            return
        self.done.append(act)
        now = self.standing
        changes = {"state": AFTER.get(act, now.state)}
        if act in ("interpret", "decide"):
            changes |= {"texts": now.texts + 1}
        elif act == "open_hearing":
            changes |= {"hearing_until": now.today + timedelta(days=7)}
        elif act == "close_hearing":
            changes |= {"closed": True}
        elif act == "comment":
            changes |= {"unanswered": now.unanswered + 1}
        elif act == "answer":
            changes |= {"unanswered": max(0, now.unanswered - 1)}
        elif act == "learn":
            changes |= {"learned": now.learned + 1}
        self.standing = replace(now, **changes)


@given(st.lists(st.sampled_from([*ALLOWED, "a_day_passes"]), max_size=80))
def test_every_order_of_acts_keeps_the_promises(acts):
    tried = Tried()
    for act in acts:
        tried.try_it(act)
    done = tried.done
    order = [done.index(one) for one in ("freeze", "judge_quality", "open_hearing", "publish") if one in done]
    assert order == sorted(order)
    if "publish" in done:
        assert {"freeze", "judge_quality", "interpret", "open_hearing"} <= {
            *done,
            *(["interpret"] if "decide" in done else []),
        }
        before, after = done[: done.index("publish")], done[done.index("publish") + 1 :]
        assert before.count("comment") <= before.count("answer")
        assert set(after) <= {"learn", "add"}
    first_signed = done.index("judge_quality") if "judge_quality" in done else len(done)
    assert not {"interpret", "decide", "open_hearing", "comment"} & set(done[:first_signed])
    assert "freeze" not in done[first_signed:]


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("act", ALLOWED)
def test_what_may_not_follow_is_refused_in_words(act, stage):
    standing = {
        "answers": Standing("hearing", DAY, DAY, closed=True, texts=1),
        "hearing": Standing("hearing", DAY, DAY, texts=1),
        "learned": Standing("published", DAY, learned=1),
    }.get(stage, Standing(stage, DAY, texts=1))
    assert standing.stage == stage
    assert standing.step == list(STAGES).index(stage) + 1
    assert stage in NEXT
    if can(act, standing):
        checked_act(act, standing)
    else:
        with pytest.raises(Refused) as no:
            checked_act(act, standing)
        assert str(no.value).endswith(".")


def test_a_hearing_ends_after_its_last_day():
    assert [Standing("hearing", DAY + timedelta(days=n), DAY).stage for n in (0, 1)] == ["hearing", "answers"]
    assert Standing("hearing", DAY, None).stage == "answers"


def test_nothing_to_be_heard_about_and_comments_without_an_answer_are_refused():
    with pytest.raises(Refused, match="nothing to be heard about"):
        checked_act("open_hearing", Standing("interpretation", DAY))
    with pytest.raises(Refused, match="2 comments"):
        checked_act("publish", Standing("hearing", DAY, DAY, closed=True, unanswered=2))


def test_a_hearing_is_open_for_a_week_at_least():
    checked_until(DAY + timedelta(days=7), DAY)
    with pytest.raises(Refused, match="7 days at least"):
        checked_until(DAY + timedelta(days=6), DAY)


def test_where_it_stands_is_said_with_the_day():
    assert str(stands_said(Standing("hearing", DAY, DAY))) == "In hearing until 2026-05-01"
    assert str(stands_said(Standing("published", DAY))) == "Published"
