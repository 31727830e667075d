"""What leads to the pages of an audit meeting, in a browser; and which of its pages need more than one visitor."""

from __future__ import annotations

from collections.abc import Callable

from browsing import Visitor

Step = Callable[[Visitor, dict[str, str]], None]
AT_ONCE = {
    "add_participant": "people/", "pack_quality": "quality/", "print_pack": "print/",
    "decide_at_meeting": "decisions/new/", "open_hearing": "hearing/", "close_hearing": "hearing/close/",
    "comment_in_hearing": "hearing/comment/", "ask_publishing_meeting": "publish/",
    "hold_learning_meeting": "learning/", "add_addendum": "addendum/",
}  # fmt: skip
"""Pages of a meeting that is only planned: what they ask would be refused in words."""
_SEVERAL = "needs a meeting that several persons brought further; seen in tests/judge/test_pages.py"
FRAMES = {
    f"{name}.html": _SEVERAL
    for name in ("judge/answer_comment", "improve/action", "improve/open_action", "improve/change_action",
                 "improve/note_progress", "improve/end_action")
}  # fmt: skip
NO_PAGE = {
    "end_participation": "an act that leads back to the audit meeting",
    "freeze_pack": "an act that leads back to the audit meeting",
    "keep_interpretation": "an answer for a script",
} | dict.fromkeys(
    ("change_decision", "answer_comment", "open_action", "action", "change_action", "note_progress", "end_action"),
    _SEVERAL,
)


def planned_here(visitor: Visitor, _ids: dict[str, str]) -> None:
    """Plan an audit meeting about the last year of a programme that the demo's services work with."""
    visitor.page.select_option("select[name=programme]", "gavn/housing-support@2")
    today = visitor.page.evaluate("new Date().toISOString().slice(0, 10)")
    for part, value in zip(("year", "month", "day"), today.split("-"), strict=True):
        visitor.write(f"input[name=held_on_{part}]", value)
    _pressed(visitor, "main form.gv-form button[type=submit]")


def planned_here_then(path: str) -> Step:
    """Plan an audit meeting, and open one of its pages."""

    def step(visitor: Visitor, ids: dict[str, str]) -> None:
        planned_here(visitor, ids)
        visitor.page.goto(visitor.page.url + path)

    return step


def frozen_figure(visitor: Visitor, ids: dict[str, str]) -> None:
    """Plan an audit meeting, freeze its figures, and open the first."""
    planned_here(visitor, ids)
    _pressed(visitor, "form[action$='/freeze/'] button")
    _pressed(visitor, "main a[href*='/figures/'] >> nth=0")


def written_beside(visitor: Visitor, ids: dict[str, str]) -> None:
    """Open a figure's page on which an explanation is written."""
    frozen_figure(visitor, ids)
    visitor.page.goto(visitor.page.url + "explanation/")


def _pressed(visitor: Visitor, selector: str) -> None:
    with visitor.page.expect_navigation():
        visitor.click(selector)


STEPS: dict[str, Step] = {
    "audit_meeting": planned_here,
    "pack_figure": frozen_figure,
    "interpret": written_beside,
} | {name: planned_here_then(path) for name, path in AT_ONCE.items()}
"""What leads to each page of a meeting, from the page on which one is planned."""
