"""Web: the components say what is wrong, lead to it, and never say anything by colour or script alone."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from gavn.kernel.dates import PartialDate
from gavn.kernel.errors import Refused
from gavn.kernel.estimates import Estimate
from gavn.kernel.say import Said
from gavn.web.components import fields, words
from gavn.web.components.gallery import FIGURES, Enrolment, shown

LANGUAGES = ["en", "da", "sv"]
EMPTY = re.compile(r"\sdata-empty[\s>]")


class Page(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def ids(self) -> list[str]:
        return [about["id"] or "" for _, about in self.tags if "id" in about]


def rendered(source: str, request=None, **about: object) -> str:
    return Template("{% load gavn %}" + source).render(Context({"request": request, **about}))


def form_page(*sent: dict[str, str]) -> str:
    return rendered("{% error_summary form %}{% form_fields form %}", form=Enrolment(*sent))


@pytest.mark.parametrize("sent", [(), ({"name": "", "entry_day": "30", "entry_month": "2", "entry_year": "2026"},)])
def test_every_control_of_a_form_has_a_label(sent):
    page = Page(form_page(*sent))
    labelled = {about.get("for") for tag, about in page.tags if tag == "label"}
    alone = [
        about["id"]
        for tag, about in page.tags
        if tag in {"input", "select", "textarea"}
        and about.get("type") not in {"radio", "checkbox"}
        and about["id"] not in labelled
    ]
    assert alone == []


def test_every_error_of_the_summary_leads_to_a_control_of_the_page():
    page = Page(form_page({}))
    targets = [about["href"][1:] for tag, about in page.tags if tag == "a"]
    assert len(targets) == 5
    assert set(targets) <= set(page.ids())


@pytest.mark.parametrize("sent", [(), ({},)])
def test_every_description_that_is_named_stands_on_the_page(sent):
    page = Page(form_page(*sent))
    named = {one for _, about in page.tags for one in (about.get("aria-describedby") or "").split()}
    assert named <= set(page.ids())


def test_no_id_stands_twice():
    ids = Page(form_page({})).ids()
    assert len(ids) == len(set(ids))


def test_a_missing_answer_is_told_as_something_to_do():
    form = Enrolment({})
    told = {wrong["label"].strip(): wrong["text"] for wrong in fields.wrongs(form)}
    assert told["First and last name:"] == "Fill this in."
    assert told["Where does the person live?"] == "Choose an answer."


def test_a_long_text_may_be_pasted_whole_and_is_counted():
    page = Page(form_page())
    (about,) = (about for tag, about in page.tags if tag == "textarea")
    assert "maxlength" not in about
    assert "id_reason_count" in about["aria-describedby"]


def test_an_untouched_line_has_no_value():
    text = rendered('{% answer "vas" name="mood" label="Mood" %}')
    line, number = (about for tag, about in Page(text).tags if tag == "input")
    assert line["type"] == "range"
    assert "name" not in line
    assert "value" not in line
    assert number["value"] == ""
    assert EMPTY.search(text)


def test_an_answer_of_zero_on_a_line_is_an_answer():
    text = rendered('{% answer "vas" name="mood" label="Mood" value=0 %}')
    assert not EMPTY.search(text)


def test_decimals_reach_the_browser_with_a_point_in_every_language():
    with translation.override("da"):
        text = rendered('{% answer "vas" name="mood" label="Mood" value=value step=step %}', value=6.5, step=0.1)
    assert [about["value"] for tag, about in Page(text).tags if tag == "input"] == ["6.5", "6.5"]


def test_a_way_of_not_answering_excludes_the_answers_without_a_script():
    text = rendered(
        '{% answer "choices" name="q" label="Q" options=options missing=ways value="why:declined" %}',
        **shown() | {"options": [{"value": 1, "label": "Yes"}]},
    )
    radios = [about for tag, about in Page(text).tags if tag == "input"]
    assert {about["name"] for about in radios} == {"q"}
    assert [about["value"] for about in radios if "checked" in about] == ["why:declined"]


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure["id"])
def test_a_figure_begins_with_its_finding_and_shows_its_table_without_a_script(figure):
    text = rendered("{% chart figure %}", figure=figure)
    page = Page(text)
    assert text.index(figure["finding"][:20]) < text.index("application/json") < text.index("<table")
    assert any(tag == "details" and "open" in about for tag, about in page.tags)
    assert len([tag for tag, _ in page.tags if tag == "tr"]) == len(figure["rows"]) + 1


def test_a_list_says_how_many_it_leaves_out_and_why():
    text = rendered("{% table columns people caption='Due' total=340 because='they are due later' %}", **shown())
    assert "3 shown of 340, because they are due later." in text


def test_a_heading_sorts_keeps_the_search_and_turns():
    request = RequestFactory().get("/people/?q=holm&sort=person&page=4")
    text = rendered("{% table columns people caption='Due' %}", request, **shown())
    assert 'aria-sort="ascending"><a class="gv-sort" href="?q=holm&amp;sort=-person"' in text


def test_what_somebody_wrote_is_never_markup():
    text = rendered(
        "{% table columns rows caption=name %}{% conflict name name %}{% status name %}",
        columns=[{"key": "a", "label": "A"}],
        rows=[{"a": "<b>"}],
        name="<b>",
    )
    assert "<b>" not in text


def test_a_figure_cannot_end_its_own_script():
    figure = FIGURES[0] | {"spec": {"title": "</script><script>alert(1)</script>"}}
    assert "</script><script>" not in rendered("{% chart figure %}", figure=figure)


def test_the_pages_in_the_middle_are_left_out_and_the_ends_are_not():
    text = rendered("{% pager page %}", RequestFactory().get("/?q=a"), page=Paginator(range(340), 12).page(4))
    assert re.findall(r"page=(\d+)", text) == ["3", "1", "2", "3", "5", "29", "5"]


@pytest.mark.parametrize(
    ("language", "value", "says"),
    [
        ("en", Estimate(0.38, 0.30, 0.47, n=120), "38% (30–47%)"),
        ("en", 8.158, "8.2"),
        ("da", Estimate(0.38, 0.30, 0.47, n=120), "38\u00a0% (30–47\u00a0%)"),
        ("sv", -2.5, "−2,5"),
        ("en", PartialDate(2024, 2), "February 2024"),
        ("en", PartialDate(), "not known"),
        ("en", None, "–"),
        ("en", False, "No"),
        ("en", Refused("{n} of {due}.", n=2, due=3).said, "2 of 3."),
    ],
)
def test_values_are_shown_in_the_readers_words(language, value, says):
    with translation.override(language):
        assert words.shown(value) == says


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["gallery", "gallery_respondent"])
def test_the_style_page_shows_everything_in_every_language(language, name, rf):
    request = rf.get("/look/")
    with translation.override(language):
        text = Template(f'{{% extends "components/{name}.html" %}}').render(Context({"request": request, **shown()}))
    assert f'lang="{language}"' in text
    assert re.search(r"<title>\S.* – gavn</title>", text)
    assert "{#" not in text
    assert len(re.findall("<h1", text)) == 1


def test_a_sentence_writes_its_dates_and_numbers_as_the_language_does():
    sentence = Said("{value} on {day}.", {"value": 0.347, "day": date(2026, 7, 12)})
    with translation.override("da"):
        assert words.say(sentence) == "0,347 on 12. juli 2026."
