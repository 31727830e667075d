"""Annual: the report a meeting leaves, who reads it when, one question back, and how it becomes public."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from gavn.access.pure.today import waiting
from gavn.access.selectors.two_persons import waiting_for
from gavn.access.services import release
from gavn.annual.models import Question
from gavn.annual.selectors.reports import key_of, report_of, reports_seen_by
from gavn.annual.services import answer_back, ask_back, publish_annual
from gavn.history.models import Event
from gavn.judge.models import AuditMeeting
from gavn.kernel.errors import Refused
from gavn.report.models import Publication
from gavn.report.selectors.publications import public_reports


def read(user, name, *args, **data):
    """The page as this reader gets it; a POST where data are given."""
    client = Client()
    client.force_login(user)
    address = reverse(name, args=args)
    return client.post(address, data, follow=True) if data else client.get(address)


def test_before_the_hearing_there_is_no_report(signed, kim, poul):
    assert list(reports_seen_by(kim)) == []
    assert read(kim, "annual_report", signed.public_id).status_code == 404
    assert "No yearly report yet" in read(poul, "annual_reports").content.decode()


def test_during_the_hearing_those_who_hold_the_meeting_read_it_as_preliminary(heard, kim, poul, mara):
    shown = read(kim, "annual_report", heard.public_id).content.decode()
    assert "This report is preliminary" in shown
    assert "A new house opened for the young." in shown
    assert read(poul, "annual_report", heard.public_id).status_code == 404
    assert read(mara, "annual_report", heard.public_id).status_code == 404


def test_once_published_a_politician_reads_it_with_text_and_decision(published, poul):
    assert "final, not public" in read(poul, "annual_reports").content.decode()
    shown = read(poul, "annual_report", published.public_id).content.decode()
    for words in ("How was the year in Midt?", "Which way it goes", "What is not good", "Ask schools earlier",
                  "A new house opened for the young.", "Many wait."):  # fmt: skip
        assert words in shown
    assert "preliminary" not in shown


def test_everybody_reads_the_same_rounded_numbers(published):
    [age] = [figure for _section, figure in report_of(published).figures if figure.key == "gavn-age-at-entry-1"]
    assert {value.value for row in age.table.rows for value in row.values[:1] if hasattr(value, "value")} <= {40, 45}


@pytest.mark.parametrize("form", ["pdf", "docx", "html", "csv"])
def test_the_report_is_a_file_that_says_the_same(published, poul, form):
    reply = read(poul, "annual_report_file", published.public_id, form)
    content = b"".join(reply.streaming_content) if reply.streaming else reply.content
    if form == "pdf":
        told = "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    elif form == "docx":
        told = "\n".join(one.text for one in Document(BytesIO(content)).paragraphs)
    else:
        told = content.decode("utf-8-sig")
    assert ("age-at-entry" if form == "csv" else "What is not good") in told


def test_another_form_of_file_is_not_there(published, poul):
    assert read(poul, "annual_report_file", published.public_id, "exe").status_code == 404


def test_one_question_back_and_its_answer_stand_under_the_report(published, poul, kim):
    shown = read(poul, "annual_report", published.public_id, text="Why do many wait?").content.decode()
    assert "Why do many wait?" in shown
    assert "waits for its answer" in shown
    with pytest.raises(Refused, match="waits for its answer"):
        ask_back(by=poul, meeting=published, text="And who?")
    piles: list = []
    waiting.tell(user=kim, into=piles)
    [pile] = [one for one in piles if one.kind == "questions_back"]
    assert pile.lines[0].words == "Why do many wait?"
    question = Question.objects.get()
    answered = read(kim, "answer_back", question.public_id, answer="Two houses closed.").content.decode()
    assert "Two houses closed." in answered
    assert "Two houses closed." in read(poul, "annual_report", published.public_id).content.decode()
    with pytest.raises(Refused, match="answered already"):
        answer_back(by=kim, question=question, answer="Again")
    kinds = Event.objects.filter(kind__startswith="annual.").order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["annual.question_asked", "annual.question_answered"]


def test_an_empty_question_is_told_what_is_missing(published, poul):
    reply = read(poul, "annual_report", published.public_id, text=" ")
    assert reply.status_code == 422
    assert Question.objects.count() == 0


def test_who_does_not_answer_questions_finds_none(published, poul, mara):
    question = ask_back(by=poul, meeting=published, text="Why?")
    assert read(mara, "answer_back", question.public_id).status_code == 403
    with pytest.raises(PermissionDenied):
        answer_back(by=mara, question=question, answer="Because")


def test_two_persons_make_it_public_beside_the_services_own(published, kim, mara, midt):
    reply = read(kim, "publish_annual", published.public_id, reason="The council asked")
    assert "What would everybody read?" in reply.content.decode()
    made = Publication.objects.get()
    assert (made.programme, made.unit, made.snapshot) == (key_of(published), midt, published.snapshot)
    assert list(public_reports()) == []
    lena = release_by(midt)
    (line,) = [one for one in waiting_for(lena) if one.act.about == made.public_id]
    release(by=lena, act=line.act)
    assert list(public_reports()) == [made]
    assert "public" in read(kim, "annual_reports").content.decode()


def release_by(midt):
    """A second coordinator."""
    from panel_cast import employed

    return employed("Lena", "coordinator", midt)


def test_what_is_still_heard_is_not_made_public(heard, kim, poul):
    with pytest.raises(Refused, match="still being heard"):
        publish_annual(by=kim, meeting=heard, reason="Early")
    assert read(poul, "publish_annual", heard.public_id).status_code == 403
    assert AuditMeeting.objects.get().state == "hearing"
