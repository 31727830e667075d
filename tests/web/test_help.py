"""Web: every page of the staff's has help of its own, in three languages, that leads to a guide."""

from __future__ import annotations

import pytest
from django.urls import reverse
from every_page import PLACES

from gavn.access.services import add_user, give_role
from gavn.web.help.guides import guide_named
from gavn.web.help.texts import shown, topics, words

LANGUAGES = ("en", "da", "sv")
RESPONDENTS_OR_NONE = {"", "gallery", "enter_code", "open_link", "welcome", "practice", "questions", "look_over",
                       "own_picture", "left"}  # fmt: skip
PAGES = sorted({place.url for place in PLACES} - RESPONDENTS_OR_NONE)


@pytest.fixture
def pia(client, lindenhof):
    """A practitioner, signed in."""
    user = add_user(by=None, email="pia@example.org", name="Pia")
    give_role(by=None, user=user, role="practitioner", at=lindenhof)
    client.force_login(user)
    return user


@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_the_staff_has_help(name):
    assert name in topics(), f"Name the page {name} in a file of content/help."


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(topics()))
def test_help_is_whole_in_each_language_and_leads_to_a_guide(name, language):
    told = shown(name, language)
    assert all((told.title, told.purpose, *told.how))
    assert guide_named(told.guide) is not None
    assert len(told.words) == len(topics()[name].words)


def test_each_language_has_words_of_its_own():
    same = [name for name, topic in topics().items() if len({topic.purpose.en, topic.purpose.da, topic.purpose.sv}) < 3]
    assert same == []


def test_every_word_that_is_explained_is_used():
    assert set(words()) == {word for topic in topics().values() for word in topic.words}


def test_a_page_links_to_its_own_help_and_the_help_needs_no_script(client, pia):
    page = client.get(reverse("due")).content.decode()
    assert f'href="{reverse("help", args=["due"])}"' in page
    told = client.get(reverse("help", args=["due"])).content.decode()
    assert "the oldest first" in told
    assert f'href="{reverse("guide", args=["let-a-person-answer"])}"' in told


@pytest.mark.parametrize("name", ["../settings", "everyday/nothing", "nothing", "run/../../index"])
def test_no_other_file_is_shown_as_a_guide(name):
    assert guide_named(name) is None


def test_no_help_is_no_page(client, pia):
    assert client.get(reverse("help", args=["nosuchpage"])).status_code == 404
