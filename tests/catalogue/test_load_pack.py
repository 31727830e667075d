"""Catalogue: a text pack comes in under its licence, whole or not at all."""

from __future__ import annotations

import pytest
from catalogue_packs import pack_for
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gavn.catalogue.models import LoadedPack
from gavn.catalogue.selectors import packs_of, worded
from gavn.catalogue.services import PackRefused, load_pack
from gavn.history.models import Event
from gavn.kernel.errors import Refused

CESD = "gavn/ces-d@1"
WORD = "Public domain; letter of 3 May 2026"


def test_a_loaded_pack_makes_the_form_answerable_in_its_languages(ada):
    assert not worded(CESD, "en").answerable
    load_pack(by=ada, text=pack_for(CESD), attestation=WORD)
    english = worded(CESD, "en")
    assert english.answerable
    assert english.items[0].text == "Question a"
    assert english.items[0].options[0] == ("0", "Answer 0", None)
    assert not worded(CESD, "sv").answerable


def test_loading_leaves_who_attested_to_what_and_one_line_of_history(ada):
    loaded = load_pack(by=ada, text=pack_for(CESD), attestation=f"  {WORD} ")
    (kept,) = packs_of(CESD)
    assert (kept.attested_by, kept.attestation, kept.text_version) == (ada, WORD, 1)
    event = Event.objects.get(kind="catalogue.pack_loaded")
    assert (event.about, event.by) == (loaded.public_id, ada.public_id)


def test_the_same_text_again_is_the_pack_that_is_there(ada):
    first = load_pack(by=ada, text=pack_for(CESD), attestation=WORD)
    assert load_pack(by=ada, text=pack_for(CESD), attestation=WORD) == first
    assert LoadedPack.objects.count() == Event.objects.filter(kind="catalogue.pack_loaded").count() == 1


def test_another_text_is_a_newer_version_and_is_read_from_then_on(ada):
    load_pack(by=ada, text=pack_for(CESD), attestation=WORD)
    with pytest.raises(Refused, match="give this one the text_version"):
        load_pack(by=ada, text=pack_for(CESD, word="Asked"), attestation=WORD)
    load_pack(by=ada, text=pack_for(CESD, word="Asked", version=2), attestation=WORD)
    now = worded(CESD, "da")
    assert (now.text_version, now.items[1].text) == (2, "Asked b")
    assert [pack.text_version for pack in packs_of(CESD)] == [2, 1]


def test_a_pack_with_problems_is_refused_whole_with_their_lines(ada):
    broken = pack_for(CESD).replace(
        '  b: {text: {en: "Question b", da: "Question b"}}', '  b: {text: {en: "Question b"}}'
    )
    with pytest.raises(PackRefused) as refusal:
        load_pack(by=ada, text=broken, attestation=WORD)
    assert [(problem.line, problem.where) for problem in refusal.value.problems] == [(10, "items.b.text")]
    assert LoadedPack.objects.count() == 0


@pytest.mark.parametrize("attestation", ["", "   ", "x" * 2001])
def test_without_an_attestation_nothing_is_loaded(ada, attestation):
    with pytest.raises(Refused) as refusal:
        load_pack(by=ada, text=pack_for(CESD), attestation=attestation)
    assert refusal.value.field == "attestation"


def test_somebody_without_the_role_may_not_load_one(mara, otto):
    for user in (mara, otto):
        with pytest.raises(PermissionDenied):
            load_pack(by=user, text=pack_for(CESD), attestation=WORD)


SENT = {"attestation": WORD, "attested": "on"}


def test_the_page_takes_a_pasted_pack_and_leads_to_its_form(client, ada):
    client.force_login(ada)
    assert client.get(reverse("load_pack")).status_code == 200
    answer = client.post(reverse("load_pack"), {**SENT, "text": pack_for(CESD)})
    assert answer.url == reverse("instrument", args=[CESD])
    page = client.get(answer.url).content.decode()
    assert "Question a" in page
    assert WORD in page


def test_the_page_takes_a_file(client, ada):
    client.force_login(ada)
    file = SimpleUploadedFile("pack.yaml", b"\xef\xbb\xbf" + pack_for(CESD).encode())
    assert client.post(reverse("load_pack"), {**SENT, "file": file}).status_code == 302
    assert worded(CESD, "da").answerable


WRONG = [
    ({"text": "a: [1"}, "Line 1"),
    ({"text": "format: gavn-textpack/1\nitems: {}\n"}, "instrument is missing"),
    ({"text": pack_for(CESD).replace("  a: {", "  zz: {")}, "The question a is missing"),
    ({"text": ""}, "one of the two"),
    ({"text": pack_for(CESD), "file": SimpleUploadedFile("p.yaml", b"x")}, "one of the two"),
    ({"file": SimpleUploadedFile("p.yaml", b"a: \xe6ble")}, "not allowed in a text file"),
    ({"file": SimpleUploadedFile("p.yaml", b"x" * 1_000_001)}, "too large"),
    ({"text": pack_for(CESD), "attested": ""}, "Tick the box"),
    ({"text": pack_for(CESD), "attestation": ""}, "Fill this in"),
]


@pytest.mark.parametrize(("sent", "why"), WRONG, ids=[why for _sent, why in WRONG])
def test_the_page_says_what_is_wrong_and_loads_nothing(client, ada, sent, why):
    client.force_login(ada)
    answer = client.post(reverse("load_pack"), {**SENT, **sent})
    assert answer.status_code == 200
    assert why in answer.content.decode()
    assert LoadedPack.objects.count() == 0


def test_the_page_is_closed_to_those_without_the_role(client, pia):
    client.force_login(pia)
    assert client.get(reverse("load_pack")).status_code == 403
