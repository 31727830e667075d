"""The fixed list of purposes for which anybody reads or writes about a person: the one place that holds it."""

from __future__ import annotations

from gavn.kernel.say import Said

_WORDS = (
    # What the roles are held for.
    Said("support and treatment"),
    Said("management of the service"),
    Said("coordination"),
    Said("follow-up and analysis"),
    Said("democratic control"),
    Said("administration"),
    Said("data protection"),
    # Where nobody of the staff acts.
    Said("the person’s own answers"),
    Said("running the installation"),
    # What a copy of all that is kept about a person is made for.
    Said("The person asked for it"),
    Said("The person takes it along to another service"),
    Said("An authority may have it"),
    # What an identity or a protected address is opened for.
    Said("danger to life or health"),
    Said("the person’s own request"),
    Said("a duty to report"),
    Said("mending a mistake in the record"),
    Said("supervision or a complaint"),
)
PURPOSES: dict[str, Said] = {words.msgid: words for words in _WORDS}
"""Each purpose as a line of history keeps it, and its words."""

ANSWERING = "the person’s own answers"
RUNNING = "running the installation"
OPENED_FOR = tuple(words.msgid for words in _WORDS[-5:])
"""The purposes for which what is masked is opened."""


def purpose_named(name: str) -> Said:
    """The purpose with this name; raises KeyError for one that is not on the list."""
    return PURPOSES[name]
