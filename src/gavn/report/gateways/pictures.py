"""Charts as pictures: the very definitions of the web pages, in the colours of the light theme."""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import vl_convert
from django.contrib.staticfiles import finders

from gavn.kernel.errors import Refused
from gavn.report.pure.document import Spec

WIDTH = 800  # pixels the marks of a chart may take; a page is 166 mm wide
KEPT = 64  # pictures kept a process
TOKENS = "gavn/css/tokens.css"
SERIF, SANS = "Libertinus Serif", "system-ui, 'Segoe UI', 'Noto Sans', Arial, sans-serif"
ROLES = {
    "chart-bar": "--gv-chart-bar",
    "chart-band": "--gv-chart-band",
    "chart-quiet": "--gv-chart-quiet",
    "chart-ink": "--ds-color-neutral-text-default",
    "chart-paper": "--gv-page",
    **{f"chart-{place}": f"--gv-chart-{place}" for place in range(1, 6)},
}


@cache
def colours() -> dict[str, str]:
    """The colour of every role, read where the pages have it from: the first, light scheme of the tokens."""
    found = finders.find(TOKENS)
    if not found:
        raise Refused("The colours of the pages are not there: {file}.", file=TOKENS)
    light = Path(found).read_text().partition("@media")[0]
    told = dict(re.findall(r"(--[\w-]+):\s*(#[0-9a-f]{6})", light))
    return {role: told[token] for role, token in ROLES.items()} | {"rule": told["--gv-rule"]}


def picture(spec: Spec, *, language: str, font: str = SERIF) -> str:
    """The chart as SVG, as wide as a page, its numbers written as the language writes them."""
    return drawn(json.dumps(spec, sort_keys=True), language, font)


@lru_cache(KEPT)
def drawn(definition: str, language: str, font: str) -> str:
    """The picture of a definition; drawn once, because a report leaves in several forms."""
    named = colours()
    spec: Spec = {**_coloured(json.loads(definition), named), "background": None}
    spec["config"] = _merged(theme(named, font), spec.get("config", {}))
    if "width" not in spec and not {"hconcat", "facet", "repeat"} & spec.keys():
        spec |= {"width": WIDTH, "autosize": {"type": "fit-x", "contains": "padding"}}
    svg: str = vl_convert.vegalite_to_svg(spec, format_locale=number_locale(language))
    return svg


def width_of(svg: str) -> float:
    """How wide a picture stands on paper, in millimetres."""
    found = re.search(r'<svg[^>]*\bwidth="([\d.]+)"', svg)
    return float(found[1]) * 166 / WIDTH if found else 166.0


def number_locale(language: str) -> dict[str, Any]:
    """Decimal sign and thousands as d3 wants them."""
    if language.startswith("en"):
        return {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["", ""]}
    return {"decimal": ",", "thousands": "\u00a0", "grouping": [3], "currency": ["", ""], "percent": "\u00a0%"}


def _coloured(part: Any, named: dict[str, str]) -> Any:
    if isinstance(part, dict):
        return {key: _coloured(value, named) for key, value in part.items()}
    if isinstance(part, list):
        return [_coloured(value, named) for value in part]
    return named.get(part, part) if isinstance(part, str) else part


def theme(named: dict[str, str], font: str) -> Spec:
    """The look that charts.js gives the same definitions on a page."""
    ink, quiet = named["chart-ink"], named["chart-quiet"]
    words = {"labelFont": font, "titleFont": font, "labelFontSize": 14, "titleFontSize": 14, "titleFontWeight": 600}
    axis = {"labelColor": ink, "titleColor": ink, "domainColor": quiet, "tickColor": quiet, "gridColor": named["rule"]}
    symbols = ["circle", "square", "triangle-up", "diamond", "cross"]
    return {
        "font": font,
        "padding": 4,
        "view": {"stroke": None},
        "range": {"category": [named[f"chart-{place}"] for place in range(1, 6)], "symbol": symbols},
        "axis": {**words, **axis, "labelPadding": 6, "labelLimit": 340},
        "axisX": {"grid": False},
        "legend": {**words, "labelColor": ink, "titleColor": ink, "orient": "top", "symbolSize": 120},
        "header": {**words, "labelColor": ink, "titleColor": ink},
        "title": {"font": font, "color": ink, "anchor": "start", "fontSize": 15, "fontWeight": 600},
        "mark": {"color": named["chart-1"]},
        "bar": {"color": named["chart-bar"]},
        "line": {"strokeWidth": 2.5},
        "point": {"size": 90, "filled": True, "opacity": 1},
        "rule": {"color": quiet, "strokeWidth": 1.5},
        "errorbar": {"color": ink, "thickness": 1.5},
        "text": {"color": ink, "font": font, "fontSize": 14},
        "area": {"color": named["chart-band"]},
    }


def _merged(below: Spec, above: Spec) -> Spec:
    both = dict(below)
    for key, value in above.items():
        plain = isinstance(value, dict) and isinstance(both.get(key), dict)
        both[key] = _merged(both[key], value) if plain else value
    return both
