"""Several persons at once: invited, printed for, given to a colleague; all or none, and taken back."""

from __future__ import annotations

import io
from datetime import date

import pypdf
import pytest
from django.core.exceptions import PermissionDenied
from report_cast import enrolled

from gavn.access.services import add_user, give_role
from gavn.collect.models import Invitation
from gavn.collect.selectors import invitation_by_code, occasions_of
from gavn.collect.services import leave_out_occasion
from gavn.history.models import Event
from gavn.kernel.errors import Refused
from gavn.people.models import Enrolment, HandedOver
from gavn.people.services import reassign_stays, undo_reassign


@pytest.fixture
def vera(lindenhof):
    user = add_user(by=None, email="vera@example.org", name="Vera")
    give_role(by=None, user=user, role="practitioner", at=lindenhof, first=date(2020, 1, 1))
    return user


@pytest.fixture
def as_pia(client, pia):
    client.force_login(pia)
    return client


def contacts(*stays) -> list[str | None]:
    fresh = Enrolment.objects.unscoped("in a test").filter(pk__in=[one.pk for one in stays]).order_by("pk")
    return [one.contact.name if one.contact else None for one in fresh]


def text_of(reply) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(reply.content)).pages)


def test_the_lists_offer_what_can_be_done_with_several(as_pia, nora):
    for page, box in (("/people/", 'name="s"'), ("/due/", 'name="o"')):
        text = as_pia.get(page).text
        assert box in text
        assert all(f'formaction="/several/{act}/"' in text for act in ("invite", "print", "reassign"))


def test_each_person_is_invited_with_a_code_of_their_own_and_all_letters_are_one_file(as_pia, nora, newcomer):
    chosen = {"s": [nora.public_id], "o": [occasions_of(newcomer)[0].public_id]}
    page = as_pia.post("/several/invite/", chosen).text
    assert "Nora Lund" in page
    assert "Kim Lund" in page
    assert not Invitation.objects.unscoped("in a test").exists()
    nora_s = next(one for one in occasions_of(nora) if one.done_on is None and not one.not_done)
    sent = {"o": [nora_s.public_id, chosen["o"][0]], "days": "14"}
    letters = as_pia.post("/several/invite/", sent)
    codes = [one.code for one in letters.context["letters"]]
    assert len(set(codes)) == 2
    assert {invitation_by_code(code).occasion.enrolment for code in codes} == {nora, newcomer}
    file = as_pia.post("/several/letters/", {"code": codes})
    assert file.headers["Content-Type"] == "application/pdf"
    assert len(pypdf.PdfReader(io.BytesIO(file.content)).pages) == 2
    assert "Nora Lund" in text_of(file)


def test_who_cannot_be_invited_is_left_out_and_said_why(as_pia, pia, newcomer):
    done = occasions_of(newcomer)[0]
    leave_out_occasion(by=pia, occasion=done, reason="not_asked", note="")
    text = as_pia.post("/several/invite/", {"o": [done.public_id]}).text
    assert "None of them can be invited" in text
    assert "Kim Lund" in text


def test_nobody_chosen_and_wrong_days_are_said(as_pia, newcomer):
    assert "Nobody was chosen" in as_pia.post("/several/invite/").text
    sent = {"o": [occasions_of(newcomer)[0].public_id], "days": "0"}
    assert as_pia.post("/several/invite/", sent).status_code == 200
    assert not Invitation.objects.unscoped("in a test").exists()
    assert as_pia.get("/several/invite/").status_code == 302


def test_the_forms_of_several_are_one_file(as_pia, newcomer, nora):
    page = as_pia.post("/several/print/", {"s": [newcomer.public_id, nora.public_id]})
    assert "Kim Lund" in page.text
    occasion = occasions_of(newcomer)[0].public_id
    file = as_pia.post("/several/print/", {"o": [occasion], "go": "1"})
    first, *forms = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(file.content)).pages]
    text = "\n".join(forms)
    assert "Kim Lund" in first
    assert occasion[:8] in first
    assert "Kim" not in text
    assert occasion[:8] in text
    assert "Did somebody help?" in text


@pytest.mark.parametrize("act", ["invite", "print", "reassign"])
def test_nobody_does_it_with_persons_they_do_not_see(client, sven, act, nora):
    client.force_login(sven)
    for chosen in ({"s": [nora.public_id]}, {"o": [occasions_of(nora)[0].public_id]}):
        assert client.post(f"/several/{act}/", chosen).status_code == 404


def test_codes_of_others_make_no_file(client, as_pia, sven, newcomer):
    sent = {"o": [occasions_of(newcomer)[0].public_id], "days": "14"}
    [letter] = as_pia.post("/several/invite/", sent).context["letters"]
    client.force_login(sven)
    for code in (letter.code, "guessed code"):
        assert client.post("/several/letters/", {"code": [code]}).status_code == 404


def test_all_are_given_to_a_colleague_on_one_page_and_taken_back(as_pia, pia, vera, nora, bo):
    chosen = {"s": [nora.public_id, bo.public_id]}
    assert "Vera" in as_pia.post("/several/reassign/", chosen).text
    reply = as_pia.post("/several/reassign/", chosen | {"to": vera.public_id})
    assert contacts(nora, bo) == ["Vera", "Vera"]
    line = Event.objects.get(kind="people.reassigned")
    assert set(line.individuals) == {nora.individual.public_id, bo.individual.public_id}
    assert "Vera is now the contact of 2 persons" in as_pia.get(reply.headers["Location"]).text
    as_pia.post(reply.headers["Location"])
    assert contacts(nora, bo) == ["Pia", "Pia"]
    assert "It was taken back" in as_pia.get(reply.headers["Location"]).text
    as_pia.post(reply.headers["Location"])
    assert Event.objects.filter(kind="people.reassign_undone").count() == 1


def test_all_or_none_change_hands(pia, vera, sven, skovly, nora, bo):
    both = add_user(by=None, email="both@example.org", name="Both")
    for unit in (nora.unit, skovly):
        give_role(by=None, user=both, role="practitioner", at=unit, first=date(2020, 1, 1))
    there = enrolled(sven, skovly, given="Ib", entered="2026-01-10")
    with pytest.raises(Refused, match="holds no role"):
        reassign_stays(by=both, stays=[nora, there], to=vera)
    with pytest.raises(PermissionDenied):
        reassign_stays(by=pia, stays=[nora, there], to=vera)
    with pytest.raises(Refused, match="Choose between"):
        reassign_stays(by=pia, stays=[], to=vera)
    assert contacts(nora, there) == ["Pia", "Sven"]
    assert not HandedOver.objects.exists()


def test_what_somebody_changed_since_is_not_taken_back(pia, vera, mara, nora, bo):
    handed = reassign_stays(by=pia, stays=[nora, bo], to=vera)
    reassign_stays(by=mara, stays=[bo], to=mara)
    with pytest.raises(Refused, match="changed one"):
        undo_reassign(by=pia, handed=handed)
    with pytest.raises(PermissionDenied):
        undo_reassign(by=mara, handed=handed)
    assert contacts(nora, bo) == ["Vera", "Mara"]


def test_only_who_gave_them_sees_the_page_to_take_them_back(client, pia, mara, vera, nora):
    handed = reassign_stays(by=pia, stays=[nora], to=vera)
    client.force_login(mara)
    assert client.get(f"/several/reassigned/{handed.public_id}/").status_code == 404
