"""The components as template tags: ``{% load gavn %}``; each is shown in docs/reference/components.md."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.forms.boundfield import BoundField
from django.http import HttpRequest
from django.template.base import Node
from django.template.context import Context
from django.template.loader import render_to_string
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe

from gavn.web.components import drawings, fields, icons, tables, words

register = template.Library()

register.filter("say", words.say)
register.filter("num", words.number)
register.filter("percent", words.percent)
register.filter("share", words.share)
register.filter("mean", words.mean)
register.filter("known", words.known)
register.filter("shown", words.shown)
register.filter("holds", words.holds)
register.simple_tag(words.frequency, name="frequency")
register.simple_tag(icons.icon, name="icon")
register.simple_tag(icons.shape, name="shape")
register.simple_tag(icons.face, name="face")
register.simple_tag(drawings.drawing, name="drawing")


def request_of(context: Context) -> HttpRequest | None:
    """The request of the page, where there is one."""
    return context.get("request")


def component(name: str, context: Context | None = None, /, **about: Any) -> SafeString:
    """The component's template with what it needs."""
    return render_to_string(f"components/{name}.html", about, request=request_of(context) if context else None)


@register.simple_tag(takes_context=True)
def page_question(context: Context) -> str:
    """The page's question without markup, for the window's title."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block: Node | None = blocks.get_block("question") if blocks else None
    heading = block.render(context) if block else context.get("question", "")
    return " ".join(strip_tags(str(heading)).split())


@register.simple_tag
def button(label: str, kind: str = "primary", *, icon: str = "", name: str = "", value: str = "") -> SafeString:
    """A button that sends the form it stands in; kinds: primary, secondary, tertiary, danger."""
    return component("button", label=label, kind=kind, icon=icon, name=name, value=value)


@register.simple_tag
def link_button(label: str, url: str, kind: str = "primary", *, icon: str = "") -> SafeString:
    """A link that looks like a button, for the one next step of a page."""
    return component("button", label=label, kind=kind, icon=icon, url=url)


@register.simple_tag(takes_context=True)
def post_button(context: Context, label: str, url: str, kind: str = "secondary", *, icon: str = "") -> SafeString:
    """A button that does one thing by POST, in a form of its own."""
    return component("post_button", context, label=label, url=url, kind=kind, icon=icon)


@register.simple_tag
def status(text: Any, kind: str = "neutral") -> SafeString:
    """A word with a shape and a colour; kinds: neutral, info, accent, success, warning, danger."""
    colour = "neutral" if kind not in icons.SHAPES else kind
    return format_html(
        '<span class="gv-status" data-color="{}">{}<span>{}</span></span>', colour, icons.shape(colour), words.say(text)
    )


@register.simple_tag
def field(bound: BoundField, **more: Any) -> SafeString:
    """One field of a Django form: label, hint, error, control; ``last="12 kg"`` shows last time's answer."""
    if bound.is_hidden:
        return SafeString(bound)
    about = fields.described(bound, **more)
    return component(f"field_{about['kind']}", **about)


@register.simple_tag
def answer(kind: str, *, name: str, **about: Any) -> SafeString:
    """A field without a Django form: choices, options, faces, vas, date, missing; see each template's head."""
    parts = {"parts": fields.date_parts(about.get("value"))} if kind == "date" else {}
    return component(f"field_{kind}", **{"id": f"id_{name}", "name": name, **parts, **about})


@register.simple_tag
def form_fields(form: forms.BaseForm) -> SafeString:
    """Every field of the form in order, the hidden ones too."""
    return mark_safe("".join(field(bound) for bound in form))  # noqa: S308 - rendered components


@register.simple_tag
def error_summary(form: forms.BaseForm) -> SafeString:
    """What is wrong with the form, each line a link to its field; nothing when nothing is wrong."""
    return component("error_summary", errors=fields.wrongs(form)) if form.errors else mark_safe("")


@register.simple_tag(takes_context=True)
def form(context: Context, form: forms.BaseForm, submit: str, **more: Any) -> SafeString:
    """A whole form: summary of errors, fields and buttons; ``cancel=url``, ``action=url``, ``autosave=url``."""
    return component("form", context, form=form, submit=submit, **more)


@register.simple_block_tag(takes_context=True)
def post_form(context: Context, content: str, **more: Any) -> SafeString:
    """A form with token and saving around fields of your own: ``action``, ``autosave``, ``files``."""
    return component("post_form", context, content=content, **more)


@register.simple_tag
def form_purpose(**about: Any) -> SafeString:
    """What stands above every form: ``readers``, ``purpose``, ``minutes``, ``last`` (what came of last time's)."""
    return component("form_purpose", **about)


@register.simple_tag(takes_context=True)
def table(context: Context, columns: Sequence[Mapping[str, Any]], rows: Iterable[Any], **more: Any) -> SafeString:
    """A table of rows; ``caption``, ``total`` and ``because`` (why not all), ``empty``, ``fold=False``."""
    headings = [tables.heading(request_of(context), column) for column in columns]
    filled = tables.lines(headings, rows)
    return component("table", **{"headings": headings, "lines": filled, "shown": len(filled), "fold": True, **more})


@register.simple_block_tag
def rows_table(content: str, caption: str, **more: Any) -> SafeString:
    """The frame of a table whose thead and tbody are written by hand; same options as ``table``."""
    return component("table_frame", content=content, caption=caption, **more)


@register.simple_tag(takes_context=True)
def sort_heading(context: Context, key: str, label: str, *, numeric: bool = False, default: str = "") -> SafeString:
    """A heading that sorts by ``?sort=key`` and back by ``?sort=-key``."""
    column = {"key": key, "label": label, "numeric": numeric, "sort": True, "default": default}
    return component("heading", heading=tables.heading(request_of(context), column))


@register.simple_tag
def shown_of(shown: int, total: int, because: Any = "") -> SafeString:
    """How many are shown of how many, and why not all."""
    return component("shown", shown=shown, total=total, because=because)


@register.simple_tag(takes_context=True)
def search_box(context: Context, label: str, name: str = "q", hint: str = "", keep: str = "") -> SafeString:
    """A search by GET; ``keep="status sort"`` names the keys of the address that stay."""
    request = request_of(context)
    given = request.GET if request is not None else {}
    kept = [(key, given[key]) for key in keep.split() if key in given]
    return component("search", label=label, name=name, hint=hint, value=given.get(name, ""), kept=kept)


@register.simple_tag(takes_context=True)
def pager(context: Context, page: Page[Any]) -> SafeString:
    """The way through the pages of a Django ``Page``; nothing when there is one."""
    if page.paginator.num_pages < 2:
        return mark_safe("")
    request = request_of(context)
    before = tables.query(request, page=page.previous_page_number()) if page.has_previous() else ""
    after = tables.query(request, page=page.next_page_number()) if page.has_next() else ""
    return component("pager", pages=tables.pages(request, page), before=before, after=after)


@register.simple_block_tag
def notice(content: str, kind: str = "info", title: str = "") -> SafeString:
    """Something to know before going on; kinds: info, success, warning, danger."""
    return component("notice", content=content, kind=kind, title=title)


@register.simple_block_tag
def empty_state(content: str, title: str, url: str = "", label: str = "") -> SafeString:
    """What will stand here, and the button that makes the first one."""
    return component("empty_state", content=content, title=title, url=url, label=label)


@register.simple_block_tag
def help(content: str, summary: str) -> SafeString:
    """Help that is folded until asked for."""
    return component("help", content=content, summary=summary)


@register.simple_block_tag
def section(content: str, title: str, id: str = "", url: str = "", label: str = "") -> SafeString:
    """A part of a page with its heading and, if named, a link to all of it."""
    return component("section", content=content, title=title, id=id, url=url, label=label)


@register.simple_tag
def steps(names: Sequence[Any], current: int) -> SafeString:
    """The steps of a longer task; ``current`` is counted from 1."""
    return component("steps", names=names, current=current)


@register.simple_tag
def progress(done: int, total: int, of: str = "questions") -> SafeString:
    """How far one has come, in words and as a line; of "questions" or "steps"."""
    return component("progress", done=done, total=total, of=of)


@register.simple_tag
def tabs(items: Sequence[Mapping[str, Any]], label: str) -> SafeString:
    """Views of the same thing as links; items: label, url, current, and count if it helps."""
    return component("tabs", items=items, label=label)


@register.simple_tag
def facts(items: Iterable[Any]) -> SafeString:
    """Terms and what they are: pairs, or mappings of label, value and url."""
    return component(
        "facts",
        facts=[one if isinstance(one, Mapping) else dict(zip(("label", "value"), one, strict=True)) for one in items],
    )


@register.simple_tag
def timeline(items: Iterable[Any]) -> SafeString:
    """What happened when, newest or oldest first as given: when, title, text, url, state (done, late)."""
    return component("timeline", items=items)


@register.simple_tag
def chart(figure: Any) -> SafeString:
    """A figure: its finding in words, the chart, n and missing, the table folded below."""
    resolved = {key: tables.value_of(figure, key, 0) for key in ("id", "finding", "columns", "rows")}
    headings = [tables.heading(None, column) for column in resolved["columns"] or ()]
    given = resolved["id"] or f"figure-{zlib.crc32(str(resolved['finding']).encode()):08x}"
    about = {
        "figure": figure,
        "id": given,
        "headings": headings,
        "lines": tables.lines(headings, resolved["rows"] or ()),
    }
    return component("chart", **about)


@register.simple_tag
def figure_line(figure: Any) -> SafeString:
    """What every figure names: n, due, missing, interval, period, source, definition, day frozen."""
    return component("figure_line", figure=figure)


@register.simple_tag
def conflict(mine: Any, theirs: Any, **about: Any) -> SafeString:
    """Two texts side by side when two have edited one thing: ``who``, ``when``, ``what``."""
    return component("conflict", mine=mine, theirs=theirs, **about)


@register.simple_tag
def saved_state(saved_at: Any = None) -> SafeString:
    """Whether what was typed is saved; lives beside a form with ``autosave``."""
    return component("saved_state", saved_at=saved_at)


@register.simple_tag
def read_aloud(target: str) -> SafeString:
    """A button that reads the element of this id aloud; absent where the browser cannot."""
    return component("read_aloud", target=target)


@register.simple_tag
def print_button(label: str = "") -> SafeString:
    """A button that prints the page; absent without JavaScript."""
    return component("print_button", label=label)


@register.simple_tag
def practise_mark() -> SafeString:
    """Says that this question is for practising and is not kept."""
    return component("practise_mark")
