"""Print what gavn costs its users: actions to feedback, facts asked twice in a stay, questions shown in no result.

The first figure is counted in a browser (a journey of ``tests/journeys``), the others from the content and from how
the pages of a person choose what they show. ``--content`` leaves the browser out.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path

from gavn.benefit.pure import feeds
from gavn.catalogue.gateways import content_files
from gavn.catalogue.pure.formats import Ask, Instrument, Programme
from gavn.catalogue.pure.reading import read_instrument, read_programme
from gavn.collect.pure.repeats import repeats

ROOT = Path(__file__).resolve().parent.parent
WALK = "tests/journeys/test_practitioner.py::test_from_sign_in_to_feedback_in_twelve_actions"
COUNTED = re.compile(r"^Actions from sign-in to feedback.*: (\d+)", re.MULTILINE)


@cache
def instruments() -> dict[str, Instrument]:
    """Every instrument that ships, by its full key."""
    read = [read_instrument(path.read_text(encoding="utf-8")).whole for path in content_files("instruments")]
    return {one.full_key: one for one in read}


@cache
def programmes() -> list[Programme]:
    """Every programme that ships."""
    texts = [path.read_text(encoding="utf-8") for path in content_files("programmes")]
    return [read_programme(text, instruments().get).whole for text in texts]


def chosen_together(programme: Programme) -> Iterator[list[Ask]]:
    """What is always asked with nothing else, and with every two measures that a service may choose together."""
    always = [ask for ask in programme.asks if ask.always]
    measures = [ask for ask in programme.asks if not ask.always]
    yield always
    for pair in combinations(measures, 2):
        if not any(True for _repeat in repeats(pair, instruments())):
            yield [*always, *pair]


def asked_twice() -> list[str]:
    """Questions that a stay asks although the answer is there: on the same occasion, at entry, or from the stay."""
    found = {
        f"{programme.key}: {one.form} {one.item} is known from {one.known_from or 'the stay'}"
        for programme in programmes()
        for asks in chosen_together(programme)
        for one in feeds.asked_twice(programme, asks, instruments())
    }
    return sorted(found)


def shown_nowhere() -> list[str]:
    """Questions a programme asks whose answers stand in no result."""
    asked = {ask.instrument for programme in programmes() for ask in programme.asks}
    return sorted(f"{key} {item}" for key in asked for item in feeds.silent_in(instruments()[key]))


def actions() -> int:
    """Clicks, fields and keys from sign-in to the result of the short form, counted in a browser."""
    walked = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", WALK], cwd=ROOT, capture_output=True, text=True, check=False
    )
    counted = COUNTED.search(walked.stdout)
    if walked.returncode or counted is None:
        sys.exit(walked.stdout[-3000:])
    return int(counted[1])


def main() -> None:
    """Print the three figures, and what stands behind those that are not zero."""
    if "--content" not in sys.argv:
        print(f"{actions():>4}  actions from sign-in to the feedback of the short form, a person enrolled on the way")
    for found, what in ((asked_twice(), "facts asked twice in a stay"), (shown_nowhere(), "questions in no result")):
        print(f"{len(found):>4}  {what}")
        print("".join(f"        {line}\n" for line in found), end="")


if __name__ == "__main__":
    main()
