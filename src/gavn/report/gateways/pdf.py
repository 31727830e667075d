"""A told document as PDF/UA-1: tagged, in its language, every picture with its words."""

from __future__ import annotations

import json
from pathlib import Path

import typst

from gavn.report.gateways.figures import Told
from gavn.report.gateways.pictures import picture, width_of

SHEET = Path(__file__).with_name("report.typ")
DOTS = 200  # a picture in a Word document, in dots an inch
ALONE = b"""#set page(width: auto, height: auto, margin: 1pt, fill: white)
#image(bytes(sys.inputs.picture), format: "svg")"""


def as_pdf(told: Told) -> bytes:
    """The document as PDF. Only the maker's own fonts are used, so that it is the same on every machine."""
    made: bytes = typst.compile(
        SHEET.read_bytes(),
        ignore_system_fonts=True,
        sys_inputs={"told": json.dumps(with_pictures(told))},
        pdf_standards=["ua-1"],
    )
    return made


def as_png(svg: str) -> bytes:
    """A picture as dots, for programs that read no SVG."""
    made: bytes = typst.compile(ALONE, ignore_system_fonts=True, sys_inputs={"picture": svg}, format="png", ppi=DOTS)
    return made


def with_pictures(told: Told) -> Told:
    """The document with every chart drawn."""
    return {**told, "sections": [_drawn(section, told["language"]) for section in told["sections"]]}


def _drawn(section: Told, language: str) -> Told:
    """The section with each chart's definition drawn."""
    parts = []
    for part in section["parts"]:
        if not part.get("spec"):
            parts.append({key: value for key, value in part.items() if key != "spec"})
            continue
        svg = picture(part["spec"], language=language)
        parts.append({**part, "spec": None, "picture": svg, "width": width_of(svg)})
    return {**section, "parts": parts}
