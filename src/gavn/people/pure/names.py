"""Names as people search for them: parts, their beginnings, and the order of the alphabet."""

from __future__ import annotations

import re
import unicodedata

SHORTEST = 2
LONGEST = 20
# One spelling for letters that neighbours write differently: Søren, Sören, Soeren and Soren find each other.
NORDIC = str.maketrans({"æ": "a", "ä": "a", "å": "a", "ø": "o", "ö": "o", "ß": "s", "ð": "d", "þ": "t", "ł": "l"})
DOUBLED = re.compile(r"aa|ae")
ORDER = str.maketrans({"æ": "{a", "ä": "{a", "ø": "{b", "ö": "{b", "å": "{c"})


def tidy(text: str) -> str:
    """A name without control characters and needless spaces, in composed letters."""
    kept = "".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in unicodedata.normalize("NFC", text))
    return " ".join(kept.split())


def parts(text: str) -> list[str]:
    """The words of a name in the spelling the index uses.

    >>> parts("Søren Kjær-Aagård")
    ['soren', 'kjar', 'agard']
    """
    low = tidy(text).lower().translate(NORDIC)
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", low) if not unicodedata.combining(sign)).casefold()
    plain = DOUBLED.sub("a", plain).replace("oe", "o")
    return [part[:LONGEST] for part in re.split(r"[\W_]+", plain) if part]


def beginnings(text: str) -> set[str]:
    """Every part of a name and every beginning of it from two letters on.

    >>> sorted(beginnings("Bo Dal"))
    ['bo', 'da', 'dal']
    """
    words = parts(text)
    return {word[:end] for word in words for end in range(SHORTEST, len(word) + 1)} | set(words)


def same_name(one: str, other: str) -> bool:
    """Whether two names have the same parts, in whatever order and spelling."""
    return sorted(parts(one)) == sorted(parts(other))


def in_order(text: str) -> str:
    """A key that sorts names with æ ø å (ä ö) after z.

    >>> sorted(["Ørn", "Zoe", "Åse", "Æbla"], key=in_order)
    ['Zoe', 'Æbla', 'Ørn', 'Åse']
    """
    return unicodedata.normalize("NFC", tidy(text)).lower().translate(ORDER)
