"""A told document for Word: real headings, tables whose header row repeats, pictures with their words."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from gavn.report.gateways.figures import Told
from gavn.report.gateways.pdf import as_png
from gavn.report.gateways.pictures import picture, width_of

LANGUAGES = {"en": "en-GB", "da": "da-DK", "sv": "sv-SE"}
DEEP, QUIET = RGBColor(0x0C, 0x3A, 0x3F), RGBColor(0x54, 0x5E, 0x5F)
MADE = datetime(2000, 1, 1, tzinfo=UTC)  # the file says when its figures were frozen, not when it was made
Docx = Any


def as_docx(told: Told) -> bytes:
    """The document as a Word file that people can edit."""
    made = _prepared(told)
    made.add_heading(told["title"], 0)
    made.add_paragraph(told["about"], style="Subtitle")
    frozen = f" · {told['words']['frozen']} {told['frozen']}" if told["frozen"] else ""
    made.add_paragraph(told["period"] + frozen, style="Caption")
    for section in told["sections"]:
        made.add_heading(section["title"], 1)
        for part in section["parts"]:
            PARTS[part["kind"]](made, part, told)
        if section["alone"]:
            made.add_page_break()
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _prepared(told: Told) -> Docx:
    """An empty A4 document with the house's styles, language, header and footer."""
    made = docx.Document()
    spoken = LANGUAGES.get(told["language"], "en-GB")
    page = made.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(22)
    page.top_margin = page.bottom_margin = Mm(22)
    for name, size, colour in (
        ("Normal", 10.5, None), ("Title", 22, DEEP), ("Subtitle", 13, None), ("Heading 1", 15, DEEP),
        ("Heading 2", 11.5, DEEP), ("Heading 3", 11, DEEP), ("Caption", 8.5, QUIET), ("List Bullet", 10.5, None),
    ):  # fmt: skip
        _styled(made.styles[name], size, colour)
    _language(made, spoken)
    core = made.core_properties
    core.title, core.subject, core.author = f"{told['title']} – {told['about']}", told["period"], "gavn"
    core.language = spoken
    core.created = core.modified = MADE
    page.header.paragraphs[0].text = f"{told['title']} · {told['about']} · {told['period']}"
    _numbered(page.footer.paragraphs[0], told)
    for line in (page.header.paragraphs[0], page.footer.paragraphs[0]):
        line.style = made.styles["Caption"]
    return made


def _styled(style: Any, size: float, colour: RGBColor | None) -> None:
    style.font.name, style.font.size = "Calibri", Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    if colour is not None:
        style.font.color.rgb = colour


def _language(made: Docx, language: str) -> None:
    """The language of every word that names no other."""
    for kept in made.styles.element.iter(qn("w:lang")):
        kept.set(qn("w:val"), language)
    normal = made.styles["Normal"].element.get_or_add_rPr()
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), language)
    normal.append(lang)


def _numbered(paragraph: Any, told: Told) -> None:
    """Who may read it, and page n of m as fields that Word fills."""
    paragraph.add_run(f"{told['readers']}  ")
    before, _, rest = told["words"]["page"].partition("{page}")
    between, _, after = rest.partition("{pages}")
    for text, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        paragraph.add_run(text)
        if field:
            code = OxmlElement("w:fldSimple")
            code.set(qn("w:instr"), field)
            paragraph._p.append(code)


def _figure(made: Docx, part: Told, told: Told) -> None:
    made.add_heading(part["finding"], 3)
    if part.get("spec"):
        svg = picture(part["spec"], language=told["language"])
        shown = made.add_picture(BytesIO(as_png(svg)), width=Mm(min(166.0, width_of(svg))))
        words = shown._inline.docPr
        words.set("descr", part["description"])
        words.set("name", part["id"])
    _table(made, part)
    made.add_paragraph(part["line"], style="Caption")


def _table(made: Docx, part: Told) -> None:
    columns = part["columns"]
    grid = made.add_table(rows=1, cols=len(columns))
    grid.style, grid.alignment = made.styles["Light List Accent 1"], WD_TABLE_ALIGNMENT.LEFT
    _line(grid.rows[0], [column["label"] for column in columns], columns)
    repeated = OxmlElement("w:tblHeader")
    grid.rows[0]._tr.get_or_add_trPr().append(repeated)
    for row in part["rows"]:
        _line(grid.add_row(), row, columns)
    for row in grid.rows:
        whole = OxmlElement("w:cantSplit")
        row._tr.get_or_add_trPr().append(whole)


def _line(row: Any, texts: list[str], columns: list[Told]) -> None:
    for cell, text, column in zip(row.cells, texts, columns, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.add_run(text).font.size = Pt(9)
        paragraph.paragraph_format.space_after = Pt(1)
        if column["numeric"]:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _paragraph(made: Docx, part: Told, told: Told) -> None:
    made.add_paragraph(part["text"], style="Caption" if part["quiet"] else "Normal")


def _points(made: Docx, part: Told, told: Told) -> None:
    if part["title"]:
        made.add_heading(part["title"], 2)
    for item in part["items"]:
        made.add_paragraph(item, style="List Bullet")


def _definitions(made: Docx, part: Told, told: Told) -> None:
    for one in part["items"]:
        made.add_heading(one["term"], 2)
        for meaning in one["meaning"]:
            made.add_paragraph(meaning)


def _signed(made: Docx, part: Told, told: Told) -> None:
    for text in part["paragraphs"]:
        made.add_paragraph(text)
    made.add_paragraph(f"{part['author']}, {part['day']}", style="Caption")


def _space(made: Docx, part: Told, told: Told) -> None:
    made.add_paragraph(part["who"])
    for _number in range(part["lines"]):
        line = made.add_paragraph()
        line.paragraph_format.space_after = Pt(14)
        _ruled(line)
    made.add_paragraph(told["words"]["signature"], style="Caption")


def _ruled(paragraph: Any) -> None:
    """A rule under an empty line."""
    borders, rule = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "4"), ("space", "1"), ("color", "C2CDCE")):
        rule.set(qn(f"w:{name}"), value)
    borders.append(rule)
    paragraph._p.get_or_add_pPr().append(borders)


PARTS = {
    "figure": _figure,
    "paragraph": _paragraph,
    "points": _points,
    "definitions": _definitions,
    "signed": _signed,
    "space": _space,
}
