"""Judge and improve: the pages of an audit meeting open for those they are for, say what they must, and act."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from gavn.access.selectors.two_persons import waiting_for
from gavn.access.services import release
from gavn.improve.models import Action
from gavn.judge import services

DAY = {"due_day": "1", "due_month": "6", "due_year": "2026"}


def page(client, user, name: str, /, *args: str, **query: str) -> str:
    """A page as somebody reads it."""
    client.force_login(user)
    reply = client.get(reverse(name, args=args), query)
    assert reply.status_code == 200, (name, reply.status_code)
    return reply.content.decode()


def sent(client, by, name: str, /, *args: str, **fields: str) -> None:
    """A form that is sent and accepted."""
    client.force_login(by)
    reply = client.post(reverse(name, args=args), fields)
    assert reply.status_code == 302, reply.content.decode()[-3000:]


def test_the_whole_way_in_the_browser(client, signed, age, kim, noor, sana, mara, poul, otto, pia, later):
    one, figure = signed.public_id, age.public_id
    assert "Age at entry" in page(client, kim, "audit_meeting", one)
    assert "Signed off" in page(client, noor, "pack_quality", one)
    assert "What does this figure mean" in page(client, kim, "interpret", one, figure, "explanation")
    assert client.post(reverse("keep_interpretation", args=[one, figure, "explanation"]), {"text": "Many"}).json() == {}
    assert "Many" in page(client, kim, "interpret", one, figure, "explanation")
    sent(client, kim, "interpret", one, figure, "explanation", text="Many young came.", expected="0")
    assert client.get(reverse("interpret", args=[one, figure, "poem"])).status_code == 404
    sent(client, kim, "decide_at_meeting", one, what="Ask schools", why="Many wait.", figure=figure)
    decided = signed.decisions.get()
    clash = {"text": "Other words", "expected": "0"}
    reply = client.post(reverse("interpret", args=[one, figure, "explanation"]), clash)
    assert reply.status_code == 422
    assert "Many young came." in reply.content.decode()
    sent(client, kim, "change_decision", one, decided.public_id, what="Ask schools soon", why="So.", expected="1")
    sent(client, kim, "open_action", decided.public_id, title="Ask", what="Ring the school", measure="", target="",
         unit=signed.unit.public_id, responsible=kim.public_id, **DAY)  # fmt: skip
    assert "Ring the school" in page(client, kim, "action", Action.objects.get().public_id)
    assert "Ask" in page(client, kim, "audit_meeting", one)
    sent(client, kim, "open_hearing", one, until_day="10", until_month="4", until_year="2026", words="")
    assert "Many young came." in page(client, mara, "pack_figure", one, figure)
    assert "Age at entry" in page(client, mara, "comment_in_hearing", one, figure=figure)
    client.force_login(mara)
    assert client.post(
        reverse("comment_in_hearing", args=[one]) + f"?figure={figure}", {"text": "Two came from abroad."}
    )
    comment = signed.comments.get()
    sent(client, kim, "answer_comment", one, comment.public_id, verdict="kept", answer="They are counted elsewhere.")
    sent(client, kim, "close_hearing", one, words="All were heard.")
    for reader in (otto, poul, pia):
        client.force_login(reader)
        assert client.get(reverse("audit_meeting", args=[one])).status_code in (403, 404)
    sent(client, kim, "ask_publishing_meeting", one, reason="All said")
    assert "Ask schools soon" in page(client, sana, "print_pack", one)
    release(by=sana, act=waiting_for(sana)[0].act)
    sent(client, kim, "add_addendum", one, words="In May, not in April.")
    sent(client, kim, "hold_learning_meeting", one, held_on_day="10", held_on_month="3", held_on_year="2026",
         who="Both", learned="Ask earlier", taken_up="Lindenhof")  # fmt: skip
    shown = page(client, poul, "audit_meeting", one)
    assert all(words in shown for words in ("In May, not in April.", "Ask earlier", "They are counted elsewhere."))
    assert page(client, poul, "audit_meetings").count("audit-meetings/") > 1


def test_a_meeting_is_planned_and_people_are_added(client, meeting, kim, noor, mara, midt):
    assert "brain injury" in page(client, kim, "audit_meetings")
    assert "gavn/acquired-brain-injury@1" in page(client, kim, "plan_meeting")
    sent(client, kim, "plan_meeting", programme="gavn/acquired-brain-injury@1", unit=midt.public_id, level="regional",
         year="2024", held_on_day="20", held_on_month="3", held_on_year="2026")  # fmt: skip
    page(client, kim, "add_participant", meeting.public_id)
    sent(client, kim, "add_participant", meeting.public_id, user="", name="A researcher", role="member")
    guest = meeting.participants.get(name="A researcher")
    sent(client, kim, "end_participation", meeting.public_id, guest.public_id)
    for name in ("open_hearing", "close_hearing", "comment_in_hearing", "ask_publishing_meeting", "decide_at_meeting",
                 "hold_learning_meeting", "add_addendum", "pack_quality", "print_pack"):  # fmt: skip
        page(client, kim, name, meeting.public_id)
    client.force_login(kim)
    reply = client.post(reverse("close_hearing", args=[meeting.public_id]), {"words": "Now"})
    assert "There is no hearing now." in reply.content.decode()


def test_front_pages_say_what_waits(frozen, kim, noor, mara, later):
    from gavn.access.pure.today import Pile, waiting

    def piles(user) -> dict[str, Pile]:
        into: list[Pile] = []
        waiting.tell(user=user, into=into)
        return {one.kind: one for one in into}

    assert len(piles(noor)["quality"].lines) == 1
    services.sign_quality(by=noor, meeting=frozen, words="Whole.")
    assert "quality" not in piles(noor)
    services.interpret(by=kim, figure=frozen.figures.first(), kind="explanation", text="So.", expected=0)
    services.open_hearing(by=kim, meeting=frozen, until=date(2026, 4, 10))
    assert piles(mara)["hearings"].lines[0].day == date(2026, 4, 10)
    services.comment_in_hearing(by=mara, meeting=frozen, text="Well.")
    assert "hearings" not in piles(mara)
    assert len(piles(kim)["answers"].lines) == 1


def test_a_figure_of_another_meeting_is_not_found(client, kim, meeting):
    client.force_login(kim)
    assert client.get(reverse("pack_figure", args=[meeting.public_id, "0" * 32])).status_code == 404
