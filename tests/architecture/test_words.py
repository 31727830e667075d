"""Everything said is said in Danish and Swedish too."""

from __future__ import annotations

import ast
import string

import pytest
from babel.messages.pofile import read_po

SAY = {"Said", "Refused", "Conflict", "said"}


def fields(sentence: str) -> set[str]:
    return {name for _text, name, _form, _how in string.Formatter().parse(sentence) if name}


def spoken(trees) -> set[str]:
    """Every sentence that pure code and services say."""
    calls = [node for tree in trees.values() for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    named = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id in SAY]
    return {call.args[0].value for call in named if isinstance(call.args[0], ast.Constant)}


@pytest.fixture(params=["da", "sv"])
def catalogue(request, source):
    path = source / f"web/locale/{request.param}/LC_MESSAGES/django.po"
    with path.open("rb") as file:
        return read_po(file, locale=request.param)


def test_every_sentence_that_is_said_is_in_the_catalogue(trees, catalogue):
    assert sorted(sentence for sentence in spoken(trees) if not catalogue.get(sentence)) == []


def test_every_sentence_is_translated_with_the_same_parameters(catalogue):
    empty = [m.id for m in catalogue if m.id and not (all(m.string) if isinstance(m.string, tuple) else m.string)]
    assert empty == []
    single = [message for message in catalogue if message.id and isinstance(message.id, str)]
    told = [message for message in single if "{" in message.id and not message.python_format]
    assert [message.id for message in told if fields(message.id) != fields(message.string)] == []
