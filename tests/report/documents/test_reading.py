"""Report: what do we make of this? Written, signed, and then kept as it is."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from gavn.history.models import Event
from gavn.kernel.errors import Conflict, Refused
from gavn.kernel.periods import Period
from gavn.report.models import Reading
from gavn.report.selectors.documents import reading_of
from gavn.report.services import sign_reading, write_reading

YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))
WORDS = "We lost touch too early."


def write(by, unit, **more):
    return write_reading(**{"by": by, "unit": unit, "period": YEAR, "text": WORDS, "snapshot": "s1", **more})


def test_a_reading_is_written_changed_and_signed_with_one_line_of_history_each(mara, lindenhof):
    kept = write(mara, lindenhof)
    write(mara, lindenhof, text="We call after a week.", expected=1)
    sign_reading(by=mara, reading=kept, expected=2)
    kept.refresh_from_db()
    assert (kept.text, kept.revision, kept.signed_by, kept.snapshot) == ("We call after a week.", 2, mara, "s1")
    kinds = list(Event.objects.filter(kind__startswith="report.").values_list("kind", flat=True))
    assert kinds == ["report.reading_written", "report.reading_written", "report.reading_signed"]
    assert reading_of(lindenhof, YEAR) == kept


@pytest.mark.parametrize("name", ["pia", "otto", "ada", "sven"])
def test_whoever_may_not_write_neither_writes_nor_signs(request, mara, lindenhof, name):
    somebody, kept = request.getfixturevalue(name), write(mara, lindenhof)
    with pytest.raises(PermissionDenied):
        write(somebody, lindenhof, expected=1)
    with pytest.raises(PermissionDenied):
        sign_reading(by=somebody, reading=kept, expected=1)
    assert Reading.objects.get().revision == 1


def test_what_was_signed_stays_as_it_is(mara, lindenhof):
    kept = write(mara, lindenhof)
    sign_reading(by=mara, reading=kept, expected=1)
    with pytest.raises(Refused, match="signed already"):
        write(mara, lindenhof, text="Something else", expected=1)
    with pytest.raises(Refused, match="signed already"):
        sign_reading(by=mara, reading=kept, expected=1)
    assert Reading.objects.get().text == WORDS


def test_the_second_of_two_writers_sees_the_first_text(mara, lindenhof):
    write(mara, lindenhof)
    with pytest.raises(Conflict) as caught:
        write(mara, lindenhof, text="Mine", expected=0)
    assert (caught.value.mine, caught.value.theirs.text) == ("Mine", WORDS)
    with pytest.raises(Conflict):
        sign_reading(by=mara, reading=Reading.objects.get(), expected=7)


@pytest.mark.parametrize(("text", "words"), [("  \n ", "Write what you make"), ("x" * 20_001, "at most 20000")])
def test_no_text_and_too_much_text_are_refused(mara, lindenhof, text, words):
    with pytest.raises(Refused, match=words) as caught:
        write(mara, lindenhof, text=text)
    assert caught.value.field == "text"
    assert not Reading.objects.exists()
