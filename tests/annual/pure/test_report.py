"""The yearly report of a programme: what stands on its first page, in its chapters and behind them."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from gavn.annual.pure import chapters, closing, first_page
from gavn.annual.pure.questions import checked_words
from gavn.annual.pure.report import programme_report
from gavn.annual.pure.tables import value_of
from gavn.annual.pure.year import judged
from gavn.judge.pure.figures import Counts, Season
from gavn.judge.pure.shown import SeasonShown, way_of
from gavn.kernel.errors import Refused
from gavn.report.pure.document import Figure, Interval, Number, Paragraph, Points, Section, Signed
from gavn.report.pure.hiding import HIDDEN

sys.path.insert(0, str(Path(__file__).parent))
from years import decision, figure, season, shown, text, three, year

HOME = figure("home", three(50, 52, 54), three(30, 30, 30))
WORSE = figure("work", three(10, 12, 11), three(40, 40, 41))
SAME = figure("friends", three(30, 31, 32), three(30, 30, 31))
FIRST = figure("sleep", three(30, 31, 32))
KEPT = figure("health", three(20, 20, 20), three(50, 50, 50), direction="keep", words={"why": {"en": "It is good."}})
SILENT = figure("money", three(10, 10, 10, n=20, missing=40), class_="background", direction="none")


def lines(section: Section, title: str) -> list[str]:
    """The sentences under a heading."""
    [found] = [part for part in section.parts if isinstance(part, Points) and str(part.title) == title]
    return [str(one) for one in found.items]


@pytest.mark.parametrize(
    ("found", "way", "better"),
    [(HOME, 1, 1), (WORSE, -1, -1), (SAME, 0, 0), (FIRST, None, None), (KEPT, -1, None), (SILENT, None, None)],
    ids=["more", "less", "the same", "no season before", "to be kept", "no direction"],
)
def test_a_way_is_claimed_only_where_the_intervals_of_two_seasons_do_not_overlap(found, way, better):
    [one] = shown(found)
    assert (way_of(one.whole), judged(one)) == (way, better)


def test_less_is_better_where_the_indicator_says_so():
    [one] = shown(figure("force", three(10, 12, 11), three(40, 40, 41), direction="less"))
    assert judged(one) == 1


def test_a_hidden_season_goes_no_way():
    [one] = shown(HOME)
    assert way_of(replace(one.whole, before=replace(one.whole.before, low=None, high=None))) is None


def test_the_first_page_says_which_way_it_goes_what_is_not_good_and_what_is_decided():
    page = first_page.section(
        year(HOME, WORSE, SAME, FIRST, KEPT, SILENT, decisions=(decision("Open two more flats."),))
    )
    assert page.alone
    ways = lines(page, "Which way it goes")
    assert ways[0] == "Of 3 figures with a season before, 1 became clearly better and 1 clearly worse."
    assert ways[1].startswith("Better: Home. 155 of 180 (86 %")
    bad = lines(page, "What is not good")
    assert bad[0].startswith("Worse: Work. 35 of 180 (19 %")
    assert bad[1].startswith("Not kept as it was: Health. 60 of 180")
    assert bad[2] == "More than 4 in 10 answers are missing in these figures: Money."
    assert lines(page, "What is decided") == ["Open two more flats."]
    [table] = [part.table for part in page.parts if isinstance(part, Figure)]
    assert [str(row.label) for row in table.rows] == ["Home", "Work", "Friends", "Sleep", "Health"]


def test_of_many_figures_with_too_many_missing_the_first_are_named():
    silent = [figure(name, three(10, 10, 10, n=20, missing=40), direction="none") for name in "abcd"]
    [told] = lines(first_page.section(year(*silent)), "What is not good")
    assert told == "More than 4 in 10 answers are missing in 4 figures, among them: A, B, C."


def test_a_page_with_nothing_to_say_says_so():
    assert lines(first_page.section(year(FIRST)), "Which way it goes") == [str(first_page.NO_BEFORE)]
    page = first_page.section(year(SAME))
    assert lines(page, "Which way it goes") == [str(first_page.NOTHING_MOVED)]
    assert lines(page, "What is not good") == [str(first_page.NOTHING_BAD)]
    assert lines(page, "What is decided") == [str(first_page.NOTHING_DECIDED)]


def test_what_does_not_fit_the_page_is_counted():
    many = [figure(f"work-{number}", three(10, 12, 11), three(40, 40, 41)) for number in range(7)]
    told = year(*many, decisions=tuple(decision(f"Do {number}.") for number in range(6)), preliminary=True)
    page = first_page.section(told)
    assert page.parts[0] == Paragraph(first_page.NOT_FINAL)
    assert lines(page, "What is not good")[-1] == "2 more stand in the chapters."
    assert lines(page, "What is decided")[-1] == "1 more stand under the decisions."


def test_results_that_do_not_fit_the_page_or_cannot_be_told_are_counted():
    told = [figure(f"work-{number}", three(30, 31, 32)) for number in range(9)]
    untold = figure("late", {"lindenhof": season(2, 4)})
    page = first_page.section(year(*told, untold))
    [table] = [part for part in page.parts if isinstance(part, Figure)]
    assert len(table.table.rows) == 8
    assert str(table.finding).startswith("8 results of this season beside the season before. 2 more stand")


def test_a_programme_without_results_shows_the_figures_it_has():
    page = first_page.section(year(SILENT))
    [table] = [part.table for part in page.parts if isinstance(part, Figure)]
    assert [str(row.label) for row in table.rows] == ["Money"]


def test_what_the_panel_wrote_stands_beside_its_figure():
    told = year(HOME, SILENT, texts={"gavn/home@1": (text(),)})
    results, background = chapters.sections(told, str)
    assert [results.key, background.key] == ["result", "background"]
    [drawn, _kind, signed] = results.parts
    assert drawn.spec is not None
    assert str(drawn.finding).startswith("Home: 155 of 180")
    assert str(drawn.finding).endswith("Clearly higher than the season before.")
    assert (drawn.caption.n, drawn.caption.missing) == (180, 0)
    assert [str(row.label) for row in drawn.table.rows] == ["Midt", "Lindenhof", "Skovly", "Fyret"]
    assert isinstance(signed, Signed)
    assert signed.paragraphs == ("Two houses closed in spring.",)
    assert background.parts[-1] == Paragraph(chapters.SILENT, quiet=True)


def test_no_picture_is_drawn_of_a_single_service():
    [section] = chapters.sections(year(figure("home", {"lindenhof": season(2, 4)})), str)
    assert section.parts[0].spec is None


def test_small_counts_are_hidden_from_everybody_and_others_rounded():
    [one] = shown(figure("home", {"lindenhof": season(3, 43), "skovly": season(40, 62), "fyret": season(41, 63)}))
    assert value_of(one, one.parts[1].now) is HIDDEN
    table = chapters.places(one)
    told = [value.value for row in table.rows for value in row.values if isinstance(value, Number) and value.value]
    assert {value % 5 for value in told} == {0}


def test_a_season_without_a_value_shows_none():
    [one] = shown(HOME)
    assert value_of(one, None) == Number(None)
    assert value_of(one, SeasonShown(left_out=0, missing=0, n=0, events=0)) == Number(None)
    assert isinstance(value_of(one, one.whole.now), Interval)


def test_every_decision_stands_with_its_reason_and_its_figure():
    told = year(HOME, decisions=(decision("Open two more flats.", "gavn/home@1"), decision("Meet again.")))
    first, why, second, _ = closing.decisions(told).parts
    assert str(first.text) == "Open two more flats. It rests on: Home."
    assert why.paragraphs == ("Because people wait too long.",)
    assert second.text == "Meet again."
    assert closing.decisions(year(HOME)).parts == (Paragraph(closing.NOTHING_DECIDED),)


def test_how_complete_the_answers_are_stands_place_by_place():
    [whole] = closing.completeness(year(HOME)).parts
    assert str(whole.finding) == "90 of 100 occasions were done."
    assert [str(row.label) for row in whole.table.rows] == ["Midt", "Lindenhof", "Skovly"]
    [nothing] = closing.completeness(year(HOME, quality=())).parts
    assert str(nothing.finding) == str(closing.TOO_FEW_DUE)


def test_every_indicator_is_defined_in_the_readers_language():
    told = year(replace(HOME, words=HOME.words | {"left_out": {"en": "Stays of a week"}}), KEPT, language="da")
    protected, defined = closing.definitions(told).parts
    assert protected == Paragraph(closing.HIDING)
    assert [one.term for one in defined.items] == ["Home (da)", "Health (da)"]
    assert "Left out: Stays of a week" in map(str, defined.items[0].meaning)


def test_the_report_says_for_whom_it_is():
    final, early = (programme_report(year(HOME, preliminary=one), str) for one in (False, True))
    assert str(final.title) == "Yearly report: Housing with support"
    assert [str(final.readers), str(early.readers)] == [
        "For everybody; small numbers are hidden.",
        "Preliminary: for those who are heard; small numbers are hidden.",
    ]
    assert [one.key for one in final.sections] == ["first-page", "result", "decisions", "data", "definitions"]


def test_a_figure_that_could_not_be_told_says_why():
    untold = Season(
        Counts(population=60, base=60, n=60, events=30), refused={"msgid": "Nobody answered.", "params": {}}
    )
    [one] = shown(replace(HOME, parts=(replace(HOME.parts[0], now=untold, before=None),)))
    [section] = chapters.sections(replace(year(HOME), figures=(one,)), str)
    assert str(section.parts[0].finding) == "Home: Nobody answered."


@pytest.mark.parametrize(("words", "told"), [("  ", "Write a sentence here."), ("x" * 11, "at most 10 fit")])
def test_a_question_needs_words_that_fit(words, told):
    with pytest.raises(Refused, match=told) as refused:
        checked_words(words, field="text", longest=10)
    assert refused.value.field == "text"
