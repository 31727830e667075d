"""People: a line of history says in plain words what somebody did, and where."""

from __future__ import annotations

import pytest

from gavn.people.pure.looks import page_shown, purpose_said, what_happened


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("people.goal_set", "Wrote a goal"),
        ("collect.response_submitted", "Worked with forms and answers"),
        ("nobody.knows", "Something else"),
    ],
)
def test_what_happened_is_told_by_kind_or_by_stage(kind, said):
    assert str(what_happened(kind)) == said


@pytest.mark.parametrize(
    ("page", "said"),
    [("plain_page", "Page for the person"), ("side_by_side", "All answers side by side"), ("invite", "Forms")],
)
def test_pages_that_show_answers_have_a_name(page, said):
    assert str(page_shown(page)) == said


def test_an_unknown_page_or_purpose_stands_as_it_was_written():
    assert (page_shown("elsewhere"), purpose_said("a reason")) == ("", "a reason")
    assert str(purpose_said("support and treatment")) == "support and treatment"
