"""The guides of the documentation, read as they are and laid out for a page."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

import gavn

NAME = re.compile(r"(?:[a-z]+/)?[a-z0-9-]+")
START = re.compile(r"^(#{1,3} |\d+\. |[-*] |\||```)")
INLINE = ((re.compile(r"`([^`]+)`"), r"<code>\1</code>"), (re.compile(r"\*\*([^*]+)\*\*"), r"<strong>\1</strong>"),
          (re.compile(r"\[([^\]]+)\]\([^)]*\)"), r"\1"))  # fmt: skip
FRAME = '<div class="gv-table"><div class="gv-table__scroll" role="region" tabindex="0" aria-label="Table">'
WITHIN = {
    "": ("", ""), "ol": ("<ol>", "</ol>"), "ul": ("<ul>", "</ul>"),
    "table": (f'{FRAME}<table class="ds-table">', "</table></div></div>"),
}  # fmt: skip


class Guide(NamedTuple):
    """A guide: its heading, and the rest laid out."""

    title: str
    body: SafeString


@cache
def guide_folder() -> Path:
    """Where the guides lie: inside the installed package, or beside the source."""
    package = Path(gavn.__file__).parent
    shipped = package / "how-to"
    return shipped if shipped.is_dir() else package.parent.parent / "docs" / "how-to"


def guide_named(name: str) -> Guide | None:
    """A guide by its name, like ``everyday/work-by-keyboard``; nothing where there is none."""
    path = guide_folder() / f"{name}.md"
    if not NAME.fullmatch(name) or not path.is_file():
        return None
    title, _line, rest = path.read_text(encoding="utf-8").partition("\n")
    return Guide(title.lstrip("# "), laid_out(rest))


def laid_out(text: str) -> SafeString:
    """The text with its headings, lists, code and paragraphs; everything in it is escaped first.

    >>> laid_out("One **bold** line,\\nand its `code`.\\n\\n1. First <b>\\n2. Second\\n   goes on")
    '<p>One <strong>bold</strong> line, and its <code>code</code>.</p><ol><li>First &lt;b&gt;</li><li>Second goes on</li></ol>'
    """  # noqa: E501  one line of markup
    out, within = [], ""
    for kind, words in _blocks(text):
        wanted = kind if kind in WITHIN else ""
        if within != wanted:
            out += [WITHIN[within][1], WITHIN[wanted][0]]
        out.append(_one(kind, words, first=within != wanted))
        within = wanted
    return mark_safe("".join(out) + WITHIN[within][1])  # noqa: S308  escaped in _one and _blocks


def _one(kind: str, words: str, *, first: bool) -> str:
    if kind == "table":
        cell = ("<th scope=col>", "</th>") if first else ("<td>", "</td>")
        cells = [f"{cell[0]}{_inline(part.strip())}{cell[1]}" for part in words.strip("| ").split("|")]
        return "" if set(words) <= set("|-: ") else f"<tr>{''.join(cells)}</tr>"
    if kind in WITHIN:
        return f"<li>{_inline(words)}</li>"
    return f"<{kind}>{words if kind == 'pre' else _inline(words)}</{kind}>"


def _inline(words: str) -> str:
    said = str(escape(words))
    for found, instead in INLINE:
        said = found.sub(instead, said)
    return said


def _blocks(text: str) -> list[tuple[str, str]]:
    """Kind and words of each block; a line that begins nothing goes on with the one before."""
    found: list[tuple[str, str]] = []
    fresh, code = True, False
    for line in text.splitlines():
        if line.startswith("```"):
            code, fresh = not code, True
            if code:
                found.append(("pre", ""))
        elif code:
            found[-1] = ("pre", found[-1][1] + escape(line) + "\n")
        elif not line.strip():
            fresh = True
        elif (begun := START.match(line.lstrip())) or fresh or not found:
            found.append(_begun(line.strip(), begun[1] if begun else ""))
            fresh = False
        else:
            found[-1] = (found[-1][0], f"{found[-1][1]} {line.strip()}")
    return found


def _begun(line: str, sign: str) -> tuple[str, str]:
    if sign == "|":
        return "table", line
    if sign.startswith("#"):
        return f"h{len(sign) - 1}", line[len(sign) :]
    if sign[:1].isdigit():
        return "ol", line[len(sign) :]
    return ("ul", line[len(sign) :]) if sign in ("- ", "* ") else ("p", line)
