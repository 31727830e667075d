"""Collect the sentences gavn says into the catalogues, and compile the catalogues.

``update`` reads Python and templates and writes ``src/gavn/web/locale``; ``compile`` makes the files Django reads.
"""

from __future__ import annotations

import argparse
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src/gavn"
LOCALE = SOURCE / "web/locale"
LANGUAGES = ("da", "sv")
STAMPS = re.compile(r'^"(POT-Creation-Date|PO-Revision-Date|Generated-By):.*\n', re.MULTILINE)
KEYWORDS = DEFAULT_KEYWORDS | {
    "Said": None,
    "Refused": None,
    "Conflict": None,
    "said": None,
    "gettext_noop": None,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def from_template(file: Any, keywords: Any, comment_tags: Any, options: Any) -> Iterator[Any]:
    """The sentences of a Django template, by Django's own reading of it."""
    from django.utils.translation.template import templatize

    code = templatize(file.read().decode("utf-8"))
    # What is left of the mark-up is no Python, so each line is read without its indentation.
    flat = "\n".join(line.strip() for line in code.splitlines())
    return extract_python(io.BytesIO(flat.encode()), keywords, comment_tags, options)


def sentences() -> Catalog:
    """Every sentence in the source, with where it stands."""
    from django.conf import settings

    settings.configure(USE_I18N=True)
    found = Catalog(project="gavn", charset="utf-8", fuzzy=False)
    files = [path for ending in ("py", "html", "txt") for path in SOURCE.rglob(f"*.{ending}")]
    for path in sorted(files):
        if {"vendor", "migrations"} & set(path.parts):
            continue
        reader: Any = extract_python if path.suffix == ".py" else from_template
        place = (str(path.relative_to(ROOT)), 0)
        with path.open("rb") as file:
            for _line, sentence, comments, context in extract(reader, file, KEYWORDS, ["Translators:"]):
                found.add(sentence, None, [place], auto_comments=comments, context=context)
            if path.suffix == ".py":
                file.seek(0)
                for sentence in named_refusals(file):
                    found.add(sentence, None, [place])
    return found


def named_refusals(file: Any) -> Iterator[Any]:
    """What refusals with a name of their own say to the one they are derived from: whole sentences."""
    for _line, sentence, _comments, _context in extract("python", file, {"__init__": None}, []):
        if str(sentence).endswith("."):
            yield sentence


def catalogue(language: str) -> Path:
    """Where a language's catalogue stands."""
    return LOCALE / language / "LC_MESSAGES/django.po"


def read(language: str) -> Catalog:
    """A language's catalogue, or an empty one."""
    path = catalogue(language)
    if not path.exists():
        return Catalog(locale=language, project="gavn", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update() -> None:
    """Add new sentences, drop those nobody says any more, keep translations."""
    source = sentences()
    for language in LANGUAGES:
        known = read(language)
        known.update(source, no_fuzzy_matching=True, update_creation_date=False)
        known.obsolete.clear()
        text = io.BytesIO()
        write_po(text, known, width=120, sort_output=True, omit_header=False, include_lineno=False)
        path = catalogue(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = STAMPS.sub("", text.getvalue().decode())
        path.write_text(lines, encoding="utf-8")
        missing = [message for message in known if message.id and not translated(message.string)]
        print(f"{language}: {len(known)} sentences, {len(missing)} to translate")


def translated(text: Any) -> bool:
    """Whether there is a translation, in every plural form."""
    return all(text) if isinstance(text, tuple | list) else bool(text)


def compile_catalogues() -> None:
    """Write the file Django reads beside each catalogue, where it is older."""
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        target = path.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= path.stat().st_mtime:
            continue
        with path.open("rb") as file:
            known = read_po(file, locale=path.parent.parent.name)
        with target.open("wb") as file:
            write_mo(file, known)
        print(f"{len(known):5} sentences  {target.relative_to(ROOT)}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["update", "compile"])
    {"update": update, "compile": compile_catalogues}[parser.parse_args().what]()
