"""Drafting: a text is written, checked, published and retired; what is published never changes."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from drafting_cast import FORM, PROGRAMME, WHOLE

from gavn.access.models import User
from gavn.access.services import add_unit, give_role
from gavn.catalogue.models import OwnDefinition
from gavn.catalogue.selectors import (
    indicators,
    instrument,
    instruments,
    programme,
    programmes,
    programmes_to_choose,
    shipped,
    versions_of,
)
from gavn.catalogue.services import DefinitionRefused, publish_definition, retire_definition
from gavn.collect.services import choose_programme
from gavn.drafting.models import Draft
from gavn.drafting.selectors import draft_problems, nameable, own_rows, sources
from gavn.drafting.services import (
    drop_draft,
    merge_programmes,
    publish_draft,
    save_draft,
    start_draft,
    start_version,
)
from gavn.history.models import Event
from gavn.kernel.errors import Conflict, Refused


@pytest.fixture
def draft(karen, midtby):
    return start_draft(by=karen, unit=midtby, kind="instruments", name="two-questions")


def test_what_is_published_stands_beside_the_files_at_once(weeks):
    assert instrument("midtby/two-questions@1").items[0].id == "sleep"
    assert programme("midtby/weeks@1") is programme("midtby/weeks@1")
    for kind, found in (("instruments", instruments()), ("indicators", indicators()), ("programmes", programmes())):
        own = {f"midtby/{name}@1" for one, name, _text in WHOLE if one == kind}
        assert {one.full_key for one in found} == own | {one.full_key for one in shipped(kind)}
    assert versions_of("programmes", "midtby/weeks") == [1]
    assert versions_of("programmes", "midtby/housing-support") == []


def test_a_draft_is_seen_by_nobody_else(draft, karen, mara, midtby):
    save_draft(by=karen, draft=draft, text=FORM, expected=1)
    assert "midtby/two-questions@1" not in {one.full_key for one in instruments()}
    assert [row.full_key for row in own_rows(karen)] == ["midtby/two-questions@1"]
    assert own_rows(mara) == []
    with pytest.raises(PermissionDenied):
        save_draft(by=mara, draft=draft, text=FORM, expected=2)
    with pytest.raises(PermissionDenied):
        start_draft(by=mara, unit=midtby, kind="instruments", name="other")


def test_an_empty_draft_is_explained_in_the_readers_language_and_says_what_is_missing(draft):
    assert draft.text.startswith("# ")
    assert "key: midtby/two-questions" in draft.text
    found = draft_problems(draft, draft.text)
    assert found
    assert all(1 <= problem.line <= draft.text.count("\n") + 1 for problem in found)


@pytest.mark.parametrize("kind", ["instruments", "indicators", "programmes"])
def test_explained_lines_lack_words_only(karen, midtby, kind):
    begun = start_draft(by=karen, unit=midtby, kind=kind, name="filled")
    filled = begun.text.replace('""', '"Words"')
    assert [str(problem) for problem in draft_problems(begun, filled)] == []


def test_two_who_write_see_both_texts(draft, karen):
    save_draft(by=karen, draft=draft, text="mine", expected=1)
    with pytest.raises(Conflict) as conflict:
        save_draft(by=karen, draft=draft, text="yours", expected=1)
    assert conflict.value.theirs.text == "mine"
    assert Draft.objects.get().text == "mine"


WRONG = [
    ("x" * 1_000_001, "most"),
    ("key: \x00", "no text file may hold"),
    ("key: \udcff", "no text file may hold"),
]


@pytest.mark.parametrize(("text", "why"), WRONG)
def test_a_text_no_file_could_hold_is_not_saved(draft, karen, text, why):
    before = draft.text
    with pytest.raises(Refused, match=why):
        save_draft(by=karen, draft=draft, text=text, expected=1)
    assert Draft.objects.get().text == before


BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 10)}]\n" for old, new in zip("abcdef", "bcdefg", strict=True)
)
NOT_YET = [
    ("", "empty"),
    ("a: [", "not YAML"),
    (BOMB, "more values than any definition"),
    (FORM.replace("week: 7", "week: 8"), "computes to 7"),
    (FORM.replace("minutes: 1", "minuts: 1"), "did you mean minutes"),
    (FORM.replace("two-questions", "three-questions"), "begun as midtby/two-questions@1"),
    (FORM.partition("scores:")[0], "Work one example"),
    (FORM.replace("midtby/", "gavn/"), "begun as"),
]


@pytest.mark.parametrize(("text", "why"), NOT_YET)
def test_a_text_with_problems_is_kept_but_not_published(draft, karen, text, why):
    kept = save_draft(by=karen, draft=draft, text=text, expected=1)
    assert any(why in str(problem.what) for problem in draft_problems(kept, text))
    with pytest.raises(DefinitionRefused), transaction.atomic():
        publish_draft(by=karen, draft=kept, expected=2)
    assert not OwnDefinition.objects.exists()
    assert Draft.objects.get().state == "draft"


def test_publishing_leaves_its_line_and_ends_the_draft(weeks, karen):
    assert Event.objects.filter(kind="catalogue.definition_published").count() == len(WHOLE)
    draft = Draft.objects.get(full_key="midtby/weeks@1")
    assert (draft.state, draft.published) == ("published", weeks["weeks"].public_id)
    with pytest.raises(Refused, match="no longer"):
        save_draft(by=karen, draft=draft, text="", expected=draft.revision)


def test_a_published_version_cannot_come_again_or_take_our_name(weeks, karen, midtby):
    with pytest.raises(Refused, match="is there already"):
        start_draft(by=karen, unit=midtby, kind="programmes", name="weeks")
    with pytest.raises(Refused, match="cannot come now"):
        publish_definition(by=karen, unit=midtby, kind="programmes", full_key="midtby/weeks@1", text=PROGRAMME)
    with pytest.raises(IntegrityError), transaction.atomic():
        OwnDefinition.objects.filter(key="midtby/weeks").update(key="gavn/weeks")


def test_a_text_that_was_changed_in_the_database_is_not_used(weeks):
    row = weeks["weeks"]
    OwnDefinition.objects.filter(pk=row.pk).update(text=PROGRAMME + "\n", digest="0" * 64)
    with pytest.raises(Refused, match="not the one that was published"):
        programme("midtby/weeks@1")


def test_another_organisation_cannot_publish_under_the_name(weeks, karen, midt, midtby):
    twin = add_unit(by=None, name="Midtby!", kind="organisation", under=midt, controller=True)
    give_role(by=None, user=karen, role="secretariat", at=twin, first=date(2020, 1, 1))
    karen = User.objects.get(pk=karen.pk)
    text = FORM.replace("two-questions", "another")
    with pytest.raises(Refused, match="another organisation"):
        publish_definition(by=karen, unit=twin, kind="instruments", full_key="midtby/another@1", text=text)


BRIDGE = '\nbridge: {en: "Same.", da: "Samme.", sv: "Samma."}\n'
SERIES = [
    ("", "bridges", "", "Write bridge"),
    (BRIDGE, "breaks", "New.", "nothing is bridged"),
    ("", "breaks", "", "Say why"),
    ("", "first", "", "goes on"),
    (BRIDGE, "bridges", "", ""),
    ("", "breaks", "Other questions.", ""),
]


@pytest.mark.parametrize(("extra", "series", "why", "refused"), SERIES)
def test_a_new_version_bridges_or_breaks_visibly(weeks, karen, extra, series, why, refused):
    begun = start_version(by=karen, definition=weeks["weeks"])
    assert begun.full_key == "midtby/weeks@2"
    assert "# bridge:" in begun.text
    kept = save_draft(by=karen, draft=begun, text=begun.text + extra, expected=1)
    asked = {"by": karen, "draft": kept, "expected": 2, "series": series, "series_why": why}
    if refused:
        with pytest.raises(Refused, match=refused):
            publish_draft(**asked)
    else:
        assert publish_draft(**asked).version == 2
        assert versions_of("programmes", "midtby/weeks") == [2, 1]
        assert programme("midtby/weeks@1").version == 1


def test_a_shipped_programme_is_cloned_under_an_own_name(karen, midtby):
    assert "programmes gavn/housing-support@2" in dict(sources("en"))
    clone = start_draft(by=karen, unit=midtby, kind="programmes", name="ours", source="gavn/housing-support@2")
    assert draft_problems(clone, clone.text) == []
    assert "\nbridge:" not in clone.text
    assert publish_draft(by=karen, draft=clone, expected=1).full_key == "midtby/ours@1"
    assert programme("midtby/ours@1").asks == programme("gavn/housing-support@2").asks


def test_two_programmes_become_one_that_asks_each_thing_once(karen, midtby):
    first, second = "gavn/housing-support@2", "gavn/substance-misuse-follow-up@1"
    both = merge_programmes(by=karen, unit=midtby, name="both", first=first, second=second)
    assert "CONFLICT" in both.text
    assert draft_problems(both, both.text) == []
    publish_draft(by=karen, draft=both, expected=1)
    made = programme("midtby/both@1")
    asked = [(ask.instrument.partition("@")[0], ask.of) for ask in made.asks]
    assert len(asked) == len(set(asked))
    for one in (programme(first), programme(second)):
        assert {(ask.instrument.partition("@")[0], ask.of) for ask in one.asks} <= set(asked)
        assert set(one.indicators) <= set(made.indicators)
    with pytest.raises(Refused, match="two programmes"):
        merge_programmes(by=karen, unit=midtby, name="same", first=first, second=first)


def test_what_is_retired_stays_readable_and_is_chosen_by_nobody_new(weeks, karen, lindenhof):
    retire_definition(by=karen, definition=weeks["weeks"], why="Too short.")
    assert programme("midtby/weeks@1").full_key == "midtby/weeks@1"
    assert "midtby/weeks@1" not in {one.full_key for one in programmes_to_choose()}
    with pytest.raises(Refused, match="Too short"):
        choose_programme(by=None, unit=lindenhof, programme="midtby/weeks@1")
    with pytest.raises(Refused, match="already"):
        retire_definition(by=karen, definition=weeks["weeks"], why="Again.")


def test_nothing_new_is_built_on_what_is_retired(weeks, karen, midtby, published):
    retire_definition(by=karen, definition=weeks["two-questions"], why="Others are better.")
    with pytest.raises(Refused, match="is retired"):
        published("programmes", "again", PROGRAMME.replace("midtby/weeks", "midtby/again"))


@pytest.mark.parametrize("why", ["", "  ", "x" * 1001])
def test_retiring_says_why(weeks, karen, why):
    with pytest.raises(Refused, match="why"):
        retire_definition(by=karen, definition=weeks["weeks"], why=why)


@pytest.mark.parametrize("name", ["", "With Space", "ænder", "-", "x" * 41])
def test_a_short_name_is_spelled_so_that_a_key_can_hold_it(karen, midtby, name):
    with pytest.raises(Refused, match="short name"):
        start_draft(by=karen, unit=midtby, kind="programmes", name=name)


def test_a_draft_that_is_put_away_makes_room(draft, karen, midtby):
    with pytest.raises(Refused, match="already"):
        start_draft(by=karen, unit=midtby, kind="instruments", name="two-questions")
    drop_draft(by=karen, draft=draft, expected=1)
    assert start_draft(by=karen, unit=midtby, kind="instruments", name="two-questions").pk != draft.pk


def test_a_service_owns_no_definitions(karen, lindenhof):
    with pytest.raises(Refused, match="one service"):
        start_draft(by=karen, unit=lindenhof, kind="programmes", name="own")


def test_what_a_text_can_name_is_found_by_its_words(weeks):
    found, number = nameable("indicators", "two-questions week", "en")
    assert ([one.written for one in found], number) == (["midtby/two-questions@1#week"], 1)
    assert "days_stayed" in {one.written for one in nameable("indicators", "days_stayed", "en")[0]}
    assert {one.written for one in nameable("programmes", "midtby/", "en")[0]} >= {"midtby/first-week@1"}
    assert nameable("instruments", "midtby/", "en")[1] == 1
