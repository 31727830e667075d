"""Catalogue: an instrument in one language, from its own file or from a pack."""

from __future__ import annotations

from catalogue_examples import MOOD, PACK, WORDLESS

from gavn.catalogue.pure.reading import read_instrument, read_pack
from gavn.catalogue.pure.wording import languages, variants, worded_in

mood, wordless = read_instrument(MOOD).whole, read_instrument(WORDLESS).whole
pack = read_pack(PACK, {"gavn/wordless@1": wordless}.get).whole
EASY = "    easy: {text: {en: Easy?, da: Let?, sv: Lätt?}, picture: sun}\n"


def easy_mood():
    text = MOOD.replace(
        "{en: Never, da: Aldrig, sv: Aldrig}}",
        '{en: Never, da: Aldrig, sv: Aldrig}, easy: {en: "No", da: Nej, sv: Nej}, face: 5}',
    )
    for name in ("glad", "sad", "alone", "nights", "life", "why", "note", "since", "met"):
        text = text.replace(f"  - id: {name}\n", f"  - id: {name}\n{EASY}", 1)
    return read_instrument(text).whole


def test_a_form_of_ours_is_answerable_in_all_three_languages():
    for language, text, title in (
        ("en", "Were you sad?", "Mood"),
        ("da", "Var du trist?", "Humør"),
        ("sv", "Var du ledsen?", "Humör"),
    ):
        form = worded_in(mood, language)
        assert (form.answerable, form.text_version, form.title, form.by_id["sad"].text) == (True, 1, title, text)
        assert form.by_id["life"].low
        assert form.readers
        assert form.purpose
        assert form.licence
        assert (form.minutes, form.full_key) == (2, "gavn/mood@1")
    assert [option.text for option in worded_in(mood, "sv").by_id["glad"].options] == ["Aldrig", "Ofta", "Alltid"]
    assert languages(mood) == ("en", "da", "sv")


def test_a_language_that_is_none_of_ours_is_answered_in_english():
    assert worded_in(mood, "fi").language == "en"


def test_a_form_of_others_is_answerable_in_the_languages_of_its_pack():
    assert not worded_in(wordless, "da").answerable
    assert worded_in(wordless, "da").by_id["a"].text == ""
    danish = worded_in(wordless, "da", pack=pack)
    assert danish.answerable
    assert danish.by_id["a"].options == (("0", "Nej", None), ("1", "Ja, meget", None))
    line = danish.by_id["b"]
    assert (line.text, line.low, line.high, line.help) == ("Hvor slemt?", "Lidt", "Meget", "Sæt et mærke.")
    assert not worded_in(wordless, "sv", pack=pack).answerable
    assert languages(wordless, pack) == ("en", "da")


def test_the_easy_variant_says_it_in_its_own_words_and_pictures():
    form = easy_mood()
    assert variants(form) == ("", "easy")
    easy = worded_in(form, "en", variant="easy")
    assert (easy.variant, easy.by_id["glad"].text, easy.by_id["glad"].picture) == ("easy", "Easy?", "sun")
    assert easy.by_id["glad"].options[0] == ("0", "No", 5)
    assert easy.by_id["glad"].options[1].text == "Often"
    assert worded_in(form, "en").by_id["glad"].text == "Were you glad?"


def test_without_an_easy_wording_the_plain_one_is_given_and_said_so():
    assert variants(mood) == ("",)
    assert worded_in(mood, "en", variant="easy").variant == ""
