"""The forms in which a report leaves the house; all are made from the same told document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from gavn.report.gateways.page import as_html
from gavn.report.gateways.pdf import as_pdf
from gavn.report.gateways.telling import told
from gavn.report.gateways.tidy import as_csv
from gavn.report.gateways.word import as_docx
from gavn.report.pure.document import Document


@dataclass(frozen=True)
class Form:
    """A form of file: what it is called, what the browser is told, how it is made."""

    label: str
    kind: str
    made: Callable[[Document], bytes]


FORMATS = {
    "pdf": Form("PDF", "application/pdf", lambda document: as_pdf(told(document))),
    "docx": Form(
        "Word",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        lambda document: as_docx(told(document)),
    ),
    "html": Form("HTML", "text/html; charset=utf-8", lambda document: as_html(told(document))),
    "csv": Form("CSV", "text/csv; charset=utf-8", as_csv),
}


def file_of(document: Document, form: str) -> bytes:
    """The document as a file, in the active language."""
    return FORMATS[form].made(document)


def words_of(document: Document) -> list[str]:
    """Every text of the document: what is looked through where the file itself cannot be opened again."""
    return list(_texts(told(document)))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
