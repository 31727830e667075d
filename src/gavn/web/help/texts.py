"""Help texts, read from ``content/help``: one file for pages that are about the same."""

from __future__ import annotations

from functools import cache
from typing import Annotated, NamedTuple

from pydantic import BaseModel, ConfigDict, Field
from ruamel.yaml import YAML

from gavn.catalogue.gateways import content_folder, text_of

Text = Annotated[str, Field(min_length=1)]
WORDS = "words.yaml"


class Strict(BaseModel):
    """A part of a help file; what is not known is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Worded(Strict):
    """One text in the three languages."""

    en: Text
    da: Text
    sv: Text

    def within(self, language: str) -> str:
        """The text in a language."""
        return str(getattr(self, language, self.en))


class Explained(Strict):
    """A word and what it means, in the three languages."""

    en: tuple[Text, Text]
    da: tuple[Text, Text]
    sv: tuple[Text, Text]


class Topic(Strict):
    """Help with pages that are about the same."""

    pages: list[Text]
    title: Worded
    purpose: Worded
    how: Annotated[list[Worded], Field(min_length=1)]
    words: list[Text]
    guide: Text


class Shown(NamedTuple):
    """A topic in the reader's language."""

    title: str
    purpose: str
    how: list[str]
    words: list[tuple[str, str]]
    guide: str


@cache
def words() -> dict[str, Explained]:
    """Every word that is explained, by its key."""
    told = YAML(typ="safe").load(text_of(content_folder() / "help" / WORDS))
    return {key: Explained(**said) for key, said in told.items()}


@cache
def topics() -> dict[str, Topic]:
    """The help with each page, by the name of the page."""
    files = [path for path in sorted((content_folder() / "help").glob("*.yaml")) if path.name != WORDS]
    read = [Topic(**YAML(typ="safe").load(text_of(path))) for path in files]
    return {name: topic for topic in read for name in topic.pages}


def shown(name: str, language: str) -> Shown | None:
    """The help with a page in a language; nothing where there is none."""
    topic = topics().get(name)
    if topic is None:
        return None
    said = [getattr(words()[key], language, words()[key].en) for key in topic.words]
    how = [one.within(language) for one in topic.how]
    return Shown(topic.title.within(language), topic.purpose.within(language), how, said, topic.guide)
