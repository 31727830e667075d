"""A told document as one file that any browser opens: nothing is fetched, nothing runs."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from gavn.kernel.errors import Refused
from gavn.report.gateways.figures import Told
from gavn.report.gateways.pictures import SANS, TOKENS, picture

LOOK = (TOKENS, "report/document.css")


def as_html(told: Told) -> bytes:
    """The document with its look and its pictures inside."""
    sections = [{**section, "parts": [_drawn(part, told) for part in section["parts"]]} for section in told["sections"]]
    context = {"document": {**told, "sections": sections}, "look": _inline("text/css", _look())}
    return render_to_string("report/service_year_file.html", context).encode()


def _drawn(part: Told, told: Told) -> Told:
    if not part.get("spec"):
        return part
    drawn = picture(part["spec"], language=told["language"], font=SANS)
    return {**part, "picture": _inline("image/svg+xml", drawn)}


def _look() -> str:
    """The colours of the pages and the look of documents."""
    files = [finders.find(name) for name in LOOK]
    if None in files:
        raise Refused("The look of documents is not there: {files}.", files=", ".join(LOOK))
    return "\n".join(Path(str(file)).read_text(encoding="utf-8") for file in files)


def _inline(kind: str, text: str) -> str:
    return f"data:{kind};base64,{b64encode(text.encode()).decode()}"
