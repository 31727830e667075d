"""A question back and its answer, checked."""

from __future__ import annotations

from gavn.kernel.errors import Refused

LONGEST_QUESTION = 600
LONGEST_ANSWER = 4000


def checked_words(text: str, *, field: str, longest: int) -> str:
    """The words without blanks around them.

    >>> checked_words(" Why fewer? ", field="text", longest=600)
    'Why fewer?'
    """
    words = text.strip()
    if not words:
        raise Refused("Write a sentence here.", field=field)
    if len(words) > longest:
        raise Refused("The text has {n} characters; at most {most} fit.", n=len(words), most=longest, field=field)
    return words
