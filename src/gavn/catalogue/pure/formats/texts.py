"""Words in three languages, complete or absent."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

LANGUAGES = ("en", "da", "sv")
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]


class Strict(BaseModel):
    """A part of a content file: unknown words are refused, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Texts(Strict):
    """One sentence in English, Danish and Swedish."""

    en: Text
    da: Text
    sv: Text

    def in_(self, language: str) -> str:
        """The sentence in a language; English where the language is none of ours."""
        return str(getattr(self, language if language in LANGUAGES else "en"))
