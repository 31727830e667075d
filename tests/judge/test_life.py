"""Judge: an audit meeting from the frozen pack to the learning meeting; each step in its order, each with its line."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from gavn.access.selectors.two_persons import waiting_for
from gavn.access.services import release
from gavn.calendar.services import freeze_season, open_season
from gavn.history.models import Event
from gavn.judge import services
from gavn.judge.models import AuditMeeting
from gavn.judge.selectors import decisions_of, interpretations_of
from gavn.judge.selectors.packs import figure_read, figures_read, quality_read
from gavn.judge.selectors.texts import typed_so_far
from gavn.kernel.errors import Conflict, Refused
from gavn.kernel.periods import Period
from gavn.measure.services import refresh_store

PROGRAMME = "gavn/acquired-brain-injury@1"
SEASON = Period(date(2024, 1, 1), date(2024, 12, 31))


def lines(*kinds: str) -> list[str]:
    """The lines of history of these kinds, in their order."""
    found = Event.objects.filter(kind__startswith="judge.").order_by("id").values_list("kind", flat=True)
    return [kind for kind in found if not kinds or kind in kinds]


def test_from_the_pack_to_the_learning_meeting(heard, age, mara, kim, sana, poul, later, midt):
    comment = services.comment_in_hearing(by=mara, meeting=heard, figure=age, text="Two of them came from abroad.")
    later(date(2026, 4, 11))
    with pytest.raises(Refused, match="1 comments"):
        services.ask_publishing_meeting(by=kim, meeting=heard, reason="All said")
    services.answer_comment(by=kim, comment=comment, verdict="changed", answer="We say so now.")
    services.interpret(by=sana, figure=age, kind="explanation", text="A new house; two came from abroad.", expected=1)
    services.ask_publishing_meeting(by=kim, meeting=heard, reason="All said")
    (line,) = waiting_for(sana)
    release(by=sana, act=line.act)
    services.add_addendum(by=kim, meeting=heard, words="The house opened in May, not in April.")
    services.hold_learning_meeting(
        by=kim, meeting=heard, held_on=date(2026, 4, 11), who="Both services", learned="To ask earlier",
        taken_up="Lindenhof: a talk with the school",
    )  # fmt: skip
    heard.refresh_from_db()
    assert heard.state == "published"
    assert lines() == [
        "judge.meeting_planned", "judge.participant_added", "judge.pack_frozen", "judge.quality_signed",
        "judge.figure_interpreted", "judge.decided", "judge.hearing_opened", "judge.commented",
        "judge.comment_answered", "judge.figure_interpreted", "judge.publishing_asked", "judge.meeting_published",
        "judge.addendum_added", "judge.learning_meeting_held",
    ]  # fmt: skip
    (text,) = interpretations_of("gavn/acquired-brain-injury", midt, SEASON)
    assert (text.indicator, text.author, text.text) == (age.key, "Sana", "A new house; two came from abroad.")
    (decided,) = decisions_of(PROGRAMME, midt, SEASON)
    assert (decided.what, decided.indicator, decided.by) == ("Ask schools earlier", age.key, "Kim")
    with pytest.raises(Refused, match="stays as it was said"):
        services.interpret(by=kim, figure=age, kind="explanation", text="Other words", expected=2)


def test_figures_stay_as_they_were_frozen(signed, kim, lindenhof, age):
    before = figures_read(kim, signed)[0].shown
    from store_cast import many_stays

    many_stays(lindenhof, 7)
    refresh_store()
    assert figures_read(kim, signed)[0].shown == before
    kept = figure_read(kim, signed, age.public_id).shown
    assert kept.whole.now.n == 43
    assert kept.figure.in_("title", "da") == "Alder ved indskrivning"
    assert signed.snapshot


def test_a_figure_agrees_with_a_count_by_hand(frozen, age, mara):
    """Forty at Lindenhof and three at Skovly, born 1950 + number % 50 and come in 2024 in their birth month or not."""
    from gavn.people.models import Enrolment

    ages = [
        one.entered_on.year - one.individual.birth_year - (one.entered_on.month < one.individual.birth_month)
        for one in Enrolment.objects.unscoped("a test").select_related("individual")
    ]
    whole = age.frozen["parts"][0]["now"]
    assert whole["counts"]["n"] == len(ages) == 43
    assert whole["value"] == pytest.approx(sum(ages) / len(ages), abs=0.6)
    assert whole["low"] < whole["value"] < whole["high"]
    assert age.frozen["parts"][0]["before"]["refused"]["msgid"] == "No stay of this period is counted."


def test_small_numbers_are_hidden_from_who_may_not_open_the_persons(signed, age, kim, lindenhof, skovly):
    parts = {part.name: part.now for part in figure_read(kim, signed, age.public_id).shown.parts}
    assert parts["Skovly"].value is None
    assert parts["Skovly"].n is None
    assert parts["Lindenhof"].n is None  # else the hidden one would follow from the whole
    assert parts["Midt"].n == 43


def test_nobody_interprets_before_the_data_are_signed_off(frozen, kim, noor):
    figure = frozen.figures.first()
    with pytest.raises(Refused, match="signs off their quality first"):
        services.interpret(by=kim, figure=figure, kind="explanation", text="Words", expected=0)
    with pytest.raises(Refused, match="Nobody has written anything"):
        services.open_hearing(
            by=kim, meeting=services.sign_quality(by=noor, meeting=frozen, words="Whole."), until=date(2026, 5, 1)
        )


def test_only_who_is_named_signs_the_data_off(frozen, kim, sana, noor):
    for one in (kim, sana):
        with pytest.raises(PermissionDenied):
            services.sign_quality(by=one, meeting=frozen, words="Whole.")
    assert services.sign_quality(by=noor, meeting=frozen, words="Whole.").signed_by == noor


def test_data_that_are_sent_back_are_frozen_anew(frozen, noor, kim):
    services.send_back_quality(by=noor, meeting=frozen, words="Skovly has to say why so many are missing.")
    frozen.refresh_from_db()
    assert frozen.state == "planned"
    with pytest.raises(Refused, match="not frozen yet"):
        services.sign_quality(by=noor, meeting=frozen, words="Whole.")
    again = services.freeze_pack(by=kim, meeting=frozen)
    assert again.state == "quality"
    with pytest.raises(Refused, match="mended"):
        services.send_back_quality(by=noor, meeting=again, words=" ")


def test_the_sheet_counts_what_was_due_and_done(frozen, kim, mara):
    whole = quality_read(kim, frozen)[0]
    assert whole.name == "Midt"
    assert whole.counts["stays"] == 43
    assert whole.counts["twice"] == 0


def test_a_season_that_is_frozen_gives_the_figures(meeting, kim, midt):
    season = open_season(by=kim, unit=midt, programme="gavn/acquired-brain-injury", year=2024)
    season = freeze_season(by=kim, season=season)
    refresh_store()
    assert services.freeze_pack(by=kim, meeting=meeting).snapshot == season.snapshot


def test_two_editors_see_both_texts(signed, age, kim, sana):
    services.interpret(by=kim, figure=age, kind="explanation", text="Kim's words", expected=0)
    with pytest.raises(Conflict) as clash:
        services.interpret(by=sana, figure=age, kind="explanation", text="Sana's words", expected=0)
    assert (clash.value.mine, clash.value.theirs.text) == ("Sana's words", "Kim's words")
    assert services.interpret(by=sana, figure=age, kind="good_practice", text="Another", expected=0).revision == 1
    decided = services.decide_at_meeting(by=kim, meeting=signed, what="Do it", why="So")
    services.change_decision(by=sana, decided=decided, what="Do it soon", why="So", expected=1)
    with pytest.raises(Conflict):
        services.change_decision(by=kim, decided=decided, what="Do it later", why="So", expected=1)


def test_what_is_typed_is_kept_for_who_typed_it(signed, age, kim, sana):
    services.keep_interpretation(by=kim, figure=age, kind="question", text="Half a sen")
    assert typed_so_far(age, "question", kim) == "Half a sen"
    assert typed_so_far(age, "question", sana) == ""
    services.interpret(by=kim, figure=age, kind="question", text="Half a sentence more.", expected=0)
    assert typed_so_far(age, "question", kim) == ""
    with pytest.raises(Refused, match="shorten"):
        services.keep_interpretation(by=kim, figure=age, kind="question", text="x" * 9000)


def test_a_hearing_lasts_a_week_and_can_be_closed_with_a_reason(heard, mara, kim, later):
    with pytest.raises(Refused, match="opened already"):
        services.open_hearing(by=kim, meeting=heard, until=date(2026, 5, 1))
    services.close_hearing(by=kim, meeting=heard, words="All were heard.")
    with pytest.raises(Refused, match="no hearing now"):
        services.comment_in_hearing(by=mara, meeting=heard, text="Too late")


def test_a_change_after_the_ask_has_to_be_asked_for_again(heard, age, kim, sana, later):
    later(date(2026, 4, 20))
    services.ask_publishing_meeting(by=kim, meeting=heard, reason="All said")
    services.interpret(by=kim, figure=age, kind="explanation", text="One word more", expected=1)
    with pytest.raises(Refused, match="changed since"):
        release(by=sana, act=waiting_for(sana)[0].act)
    heard.refresh_from_db()
    assert heard.state == "hearing"


def test_texts_stay_while_they_are_heard(heard, age, kim):
    with pytest.raises(Refused, match="being heard"):
        services.decide_at_meeting(by=kim, meeting=heard, what="More", why="So")
    with pytest.raises(Refused, match="being heard"):
        services.interpret(by=kim, figure=age, kind="explanation", text="Others", expected=1)


def test_who_writes_and_who_is_heard(heard, age, kim, mara, pia, otto, poul, sven):
    services.comment_in_hearing(by=mara, meeting=heard, text="The manager is heard.")
    for one in (pia, sven, otto, poul):
        with pytest.raises(PermissionDenied):
            services.comment_in_hearing(by=one, meeting=heard, text="Not asked.")
    services.add_participant(by=kim, meeting=heard, role="party", user=pia)
    services.comment_in_hearing(by=pia, meeting=heard, text="Now asked.")
    for one in (mara, pia, poul, otto):
        with pytest.raises(PermissionDenied):
            services.interpret(by=one, figure=age, kind="explanation", text="No", expected=0)
    services.add_participant(by=kim, meeting=heard, role="member", user=sven)
    with pytest.raises(Refused, match="being heard"):  # he may, but not now
        services.interpret(by=sven, figure=age, kind="explanation", text="Yes", expected=1)


@pytest.mark.parametrize(
    ("level", "season", "held_on", "words"),
    [
        ("national", SEASON, date(2026, 3, 20), "another part of the tree"),
        ("nowhere", SEASON, date(2026, 3, 20), "Choose the level"),
        ("regional", SEASON, date(2023, 3, 20), "before its season"),
    ],
)
def test_a_plan_that_does_not_fit_is_refused(kim, midt, level, season, held_on, words):
    with pytest.raises(Refused, match=words):
        services.plan_meeting(by=kim, unit=midt, programme=PROGRAMME, level=level, season=season, held_on=held_on)


def test_a_meeting_needs_a_programme_with_indicators_and_services_that_use_it(kim, midt):
    plan = {"by": kim, "unit": midt, "level": "regional", "season": SEASON, "held_on": date(2026, 3, 20)}
    with pytest.raises(Refused, match="no indicators"):
        services.plan_meeting(programme="gavn/substance-misuse-follow-up@1", **plan)
    with pytest.raises(Refused, match="No service here"):
        services.freeze_pack(by=kim, meeting=services.plan_meeting(programme=PROGRAMME, **plan))


def test_people_are_added_once_and_taken_off(meeting, kim, noor, poul, pia):
    with pytest.raises(Refused, match="takes part already"):
        services.add_participant(by=kim, meeting=meeting, role="member", user=noor)
    with pytest.raises(Refused, match="no role"):
        services.add_participant(by=kim, meeting=meeting, role="member", user=poul)
    with pytest.raises(Refused, match="that right here"):
        services.add_participant(by=kim, meeting=meeting, role="data_quality", user=pia)
    with pytest.raises(Refused, match="as what"):
        services.add_participant(by=kim, meeting=meeting, role="king", user=pia)
    guest = services.add_participant(by=kim, meeting=meeting, role="member", name="A researcher")
    services.end_participation(by=kim, participant=guest)
    with pytest.raises(Refused, match="no part"):
        services.end_participation(by=kim, participant=guest)


@pytest.mark.django_db(transaction=False)
def test_the_database_holds_no_published_meeting_without_a_signature(meeting):
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditMeeting.objects.filter(pk=meeting.pk).update(state="published")
