"""The words of an expression: what may stand there, and which word may follow which.

sqlglot cuts the text into words. Words that only other kinds of SQL know are plain names here,
so ``year`` or ``select`` may be the key of a question.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import Any, ClassVar

from sqlglot.dialects.dialect import Dialect
from sqlglot.errors import TokenError
from sqlglot.tokenizer_core import Token, TokenType
from sqlglot.tokens import Tokenizer as SqlTokenizer

from gavn.catalogue.pure.expressions.nodes import place
from gavn.catalogue.pure.expressions.order import in_order
from gavn.kernel.errors import Refused
from gavn.kernel.say import said

FUNCTIONS = {
    "LN": "LN(a)",
    "ABS": "ABS(a)",
    "LEAST": "LEAST(a, b, …)",
    "GREATEST": "GREATEST(a, b, …)",
    "COALESCE": "COALESCE(a, b, …)",
    "ANSWERED": "ANSWERED(a, …)",
    "SELECTED": "SELECTED(a, 'code')",
}
RESERVED = frozenset(
    ["AND", "OR", "NOT", "IN", "BETWEEN", "CASE", "WHEN", "THEN", "ELSE", "END", "IS", "NULL", "TRUE", "FALSE"]
)
CALLED = "GAVN_"
LONGEST = 4000

_SIGNS = frozenset(["(", ")", ",", "+", "-", "*", "/", "=", "<>", "<", "<=", ">", ">="])
_NAME = re.compile(r"[a-z_][a-z0-9_]*", re.ASCII)
# Fifteen digits: every such number is the same number in a decimal and in a binary engine.
_NUMBER = re.compile(r"(?=[0-9.]{1,16}$)(?!\d{16})\d+(\.\d+)?", re.ASCII)
_WHOLE = re.compile(r"""'[^']*'|"[^"]*"|/\*.*?\*/|\{#.*?#\}""", re.DOTALL)
_OPENING = re.compile(r"""['"]|/\*|\{#""")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_ADVICE = {
    "!": said("Write <> for “is not”."),
    "=": said("Write one = for “is”."),
    ".": said("Names have no dots, and a number has a digit on both sides of its point."),
    ":": said("Every name has its type already; nothing is cast."),
    "|": said("Write AND and OR between conditions; texts are not joined."),
    '"': said("Write texts in single quotes and names without any."),
    ";": said("One expression stands alone, without an end mark."),
}
_OTHERWISE = said("Use names, numbers, 'texts' and the signs + - * / = <> < <= > >= ( ).")


class Words(Dialect):
    """sqlglot's own SQL, but no first word (CALL, SHOW …) swallows the rest of the text unread."""

    class Tokenizer(SqlTokenizer):
        COMMANDS: ClassVar[set[TokenType]] = set()


def words(text: str) -> list[Token]:
    """The words of an expression, each of them allowed where it stands."""
    if len(text) > LONGEST:
        raise Refused("The expression is longer than {most} signs; divide it into several scores.", most=LONGEST)
    try:
        tokens = Words().tokenize(text)
    except TokenError as wrong:
        where = place(text, _opening(text))
        raise Refused(
            "Line {line}, column {column}: what is opened here is never closed; write ' at both ends of a text.",
            **where,
        ) from wrong
    end = Token(TokenType.SENTINEL, "", start=len(text))
    read = [_read(text, token, follower) for token, follower in pairwise([*tokens, end])]
    in_order(text, read)
    return read


def _opening(text: str) -> int:
    rest = _WHOLE.sub(lambda whole: " " * len(whole[0]), text)
    return min((found.start() for found in _OPENING.finditer(rest)), default=0)


def _read(text: str, token: Token, follower: Token) -> Token:
    where = place(text, token.start)
    raw = text[token.start : token.end + 1]
    if token.comments:
        raise Refused("Line {line}, column {column}: notes stand beside an expression; write a - (-b) for --.", **where)
    if token.token_type is TokenType.STRING:
        if not token.text.isprintable():
            raise Refused("Line {line}, column {column}: a text stays on one line, without tabs.", **where)
        return token
    if token.token_type is TokenType.NUMBER:
        if not _NUMBER.fullmatch(raw):
            raise Refused(
                "Line {line}, column {column}: write the number {word} with at most 15 digits, as in 12 or 0.5.",
                word=raw,
                **where,
            )
        return token
    if raw in _SIGNS:
        return token
    if token.token_type is TokenType.IDENTIFIER or not raw.isidentifier():
        advice = _ADVICE.get(raw[0], _OTHERWISE)
        raise Refused("Line {line}, column {column}: {word} cannot be used. {advice}", word=raw, advice=advice, **where)
    return _word(text, token, follower)


def _word(text: str, token: Token, follower: Token) -> Token:
    where, word = place(text, token.start), token.text.upper()
    if word in RESERVED:
        return token
    if word == "DATE" and follower.token_type is TokenType.STRING:
        return _date(token, follower, where)
    if follower.token_type is TokenType.L_PAREN:
        return _function(token, word, where)
    if not _NAME.fullmatch(token.text):
        raise Refused(
            "Line {line}, column {column}: {word} is neither a word of expressions nor a name;"
            " names are of small letters a-z, digits and _.",
            word=token.text,
            **where,
        )
    # A quoted identifier is a name to sqlglot whatever the word means elsewhere in SQL.
    return _as(token, TokenType.IDENTIFIER, token.text)


def _function(token: Token, word: str, where: dict[str, Any]) -> Token:
    if word not in FUNCTIONS:
        raise Refused(
            "Line {line}, column {column}: there is no function {word}; use {functions}.",
            word=token.text,
            functions=", ".join(FUNCTIONS),
            **where,
        )
    # A name sqlglot does not know keeps the arguments as they stand.
    return _as(token, TokenType.VAR, CALLED + word)


def _date(token: Token, follower: Token, where: dict[str, Any]) -> Token:
    try:
        date.fromisoformat(follower.text if _DAY.fullmatch(follower.text) else "")
    except ValueError as wrong:
        raise Refused(
            "Line {line}, column {column}: {word} is not a day; write it as DATE '2026-12-31'.",
            word=follower.text,
            **where,
        ) from wrong
    return token


def _as(token: Token, kind: TokenType, word: str) -> Token:
    return Token(kind, word, line=token.line, col=token.col, start=token.start, end=token.end)
