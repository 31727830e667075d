"""Kernel: a sentence in three languages without Django, word for word what the pages say."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.formats import date_format, localize

from gavn.kernel import languages
from gavn.kernel.languages import in_language
from gavn.kernel.say import Said, said

ROOT = Path(__file__).parents[2]
METHODS = sorted(path.stem for path in (ROOT / "src/gavn/compare/pure/methods").glob("*.py") if path.stem[0] != "_")
SHARE = said(
    "{favourable} of {n} ({percent} %; between {low} and {high} %); {missing} missing.",
    favourable=8, n=9, percent=88.9, low=56.5, high=98.0, missing=3,
)  # fmt: skip


@pytest.fixture
def catalogue(monkeypatch):
    """A catalogue of two sentences in Danish."""

    class Danish(languages.NullTranslations):
        def gettext(self, message):
            return {"{n} of {kind}": "{n} af {kind}", "forms": "skemaer"}.get(message, message)

    monkeypatch.setattr(languages, "_catalogue", lambda language: Danish() if language == "da" else Danish.__base__())


def test_a_sentence_and_the_sentences_in_it_are_translated(catalogue):
    sentence = said("{n} of {kind}", n=2.5, kind=Said("forms"))
    assert [in_language(sentence, language) for language in ("en", "da", "da-DK", "fi")] == [
        "2.5 of forms",
        "2,5 af skemaer",
        "2,5 af skemaer",
        "2.5 of forms",
    ]


def test_what_the_catalogue_does_not_know_stays_english(catalogue):
    assert in_language(Said("Nobody has translated this."), "da") == "Nobody has translated this."
    assert in_language(Said(""), "da") == ""


def test_the_catalogues_that_ship_are_read_once_they_are_compiled():
    found = {language: in_language(SHARE, language) for language in ("en", "da", "sv")}
    assert found["en"] == "8 of 9 (88.9 %; between 56.5 and 98.0 %); 3 missing."
    for language, there in (("da", "mangler"), ("sv", "saknas")):
        compiled = ROOT / f"src/gavn/web/locale/{language}/LC_MESSAGES/django.mo"
        assert (there in found[language]) == compiled.exists()
        assert "88,9" in found[language]


@pytest.mark.parametrize("language", ["en", "da", "sv"])
@pytest.mark.parametrize(
    "value", [0, -3, 12.5, -0.25, 1e-7, 12345678.9, 1e22, Decimal("3.10"), True, None, "a. b", date(2026, 9, 3)]
)
def test_numbers_and_days_read_as_on_the_pages(language, value):
    with translation.override(language):
        page = date_format(value, "SHORT_DATE_FORMAT") if isinstance(value, date) else localize(value)
    assert in_language(said("{value}", value=value), language) == str(page)


def test_the_time_of_day_is_left_out():
    assert in_language(said("{day}", day=datetime(2026, 11, 22, 8, 30)), "sv") == "2026-11-22"  # noqa: DTZ001


def test_every_method_is_imported_and_speaks_without_django():
    code = (
        "import importlib, os, sys\n"
        "os.environ.pop('DJANGO_SETTINGS_MODULE', None)\n"
        f"for name in {METHODS!r}:\n"
        "    importlib.import_module('gavn.compare.pure.methods.' + name)\n"
        "from gavn.compare.pure.methods.share import share\n"
        "from gavn.kernel.languages import in_language\n"
        "print(in_language(share(8, 9, missing=3).say(), 'sv'))\n"
        "foreign = {'django', 'ibis', 'duckdb', 'pandas', 'statsmodels'}\n"
        "print(sorted(name for name in sys.modules if name.partition('.')[0] in foreign))\n"
    )
    asked = [sys.executable, "-c", code]
    found = subprocess.run(asked, capture_output=True, text=True, check=True, env={"PYTHONPATH": str(ROOT / "src")})
    spoken, foreign = found.stdout.splitlines()
    assert (spoken.startswith("8 "), foreign) == (True, "[]")
