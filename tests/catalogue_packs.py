"""Text packs with invented words, for instruments whose own words are not ours."""

from __future__ import annotations

from gavn.catalogue.selectors import instrument


def pack_for(full_key: str, *, version: int = 1, word: str = "Question") -> str:
    """A sound pack in English and Danish: ``Question a``, ``Question b`` and so on."""
    definition = instrument(full_key)
    codes = {option.code for item in definition.items for option in item.options}
    lines = [
        "format: gavn-textpack/1",
        f"instrument: {full_key}",
        f"text_version: {version}",
        "languages: [en, da]",
        "holder: Nobody",
        "terms: For this test",
        "source: Invented",
        "items:",
        *[f'  {item.id}: {{text: {{en: "{word} {item.id}", da: "{word} {item.id}"}}}}' for item in definition.items],
        "shared_options:",
        *[f'  "{code}": {{en: "Answer {code}", da: "Svar {code}"}}' for code in sorted(codes)],
    ]
    return "\n".join(lines) + "\n"
