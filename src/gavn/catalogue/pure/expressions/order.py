"""Which word may follow which: found here, a mistake has an exact place and a plain remedy."""

from __future__ import annotations

from sqlglot.tokenizer_core import Token, TokenType

from gavn.catalogue.pure.expressions.nodes import place
from gavn.kernel.errors import Refused

DEEPEST = 20

_VALUES = {TokenType.STRING, TokenType.NUMBER, TokenType.IDENTIFIER, TokenType.NULL, TokenType.TRUE, TokenType.FALSE}
_BEGINNINGS = {TokenType.VAR, TokenType.DATE, TokenType.CASE, TokenType.L_PAREN}
_CLOSES = {TokenType.R_PAREN: TokenType.L_PAREN, TokenType.END: TokenType.CASE}
_OPENS = frozenset(_CLOSES.values())


def in_order(text: str, tokens: list[Token]) -> None:
    """Refuse a value after a value, an operator without its sides and what is not closed."""
    if not tokens:
        raise Refused("The expression is empty.")
    opened: list[Token] = []
    complete = False
    sign: TokenType | None = None
    before: TokenType | None = None
    for token in tokens:
        kind = token.token_type
        prefix = kind if kind is TokenType.NOT or (kind is TokenType.DASH and not complete) else None
        if prefix and prefix is sign:
            where = place(text, token.start)
            raise Refused("Line {line}, column {column}: {word} stands twice.", word=_raw(text, token), **where)
        if not prefix:
            complete = _step(text, token, before, complete)
            _nest(text, token, opened)
        sign, before = prefix, kind
    if not complete:
        raise Refused("The expression ends too soon: a value is missing after {word}.", word=_raw(text, tokens[-1]))
    if opened:
        where = place(text, opened[-1].start)
        raise Refused(
            "Line {line}, column {column}: {word} is never closed; end it with ) or END.",
            word=_raw(text, opened[-1]),
            **where,
        )


def _step(text: str, token: Token, before: TokenType | None, complete: bool) -> bool:
    """Whether a whole value stands in front of the next word."""
    kind, where = token.token_type, place(text, token.start)
    if kind in _VALUES or kind in _BEGINNINGS:
        if complete:
            raise Refused(
                "Line {line}, column {column}: nothing joins {word} to what stands before it;"
                " write AND, OR, a comparison or + - * / between them.",
                word=_raw(text, token),
                **where,
            )
        return kind in _VALUES
    if not complete and not (kind is TokenType.WHEN and before is TokenType.CASE):
        raise Refused(
            "Line {line}, column {column}: a value is missing before {word}.", word=_raw(text, token), **where
        )
    return kind in _CLOSES


def _nest(text: str, token: Token, opened: list[Token]) -> None:
    """Keep account of what is open at this word."""
    if token.token_type in _OPENS:
        opened.append(token)
    if len(opened) > DEEPEST:
        where = place(text, token.start)
        raise Refused("Line {line}, column {column}: too much is nested here; divide it into several scores.", **where)
    if token.token_type not in _CLOSES:
        return
    if not opened or opened.pop().token_type is not _CLOSES[token.token_type]:
        where = place(text, token.start)
        raise Refused(
            "Line {line}, column {column}: {word} closes nothing; see that every ( has its ) and every CASE its END.",
            word=_raw(text, token),
            **where,
        )


def _raw(text: str, token: Token) -> str:
    return text[token.start : token.end + 1]
