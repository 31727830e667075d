"""Templates link by name, and build on their own stage, earlier stages and the base."""

from __future__ import annotations

import re

HARD_CODED = re.compile(r"""(?:href|action|src|hx-(?:get|post|put|patch|delete))\s*=\s*["']/(?!/)[^"']*["']""")
BUILDS_ON = re.compile(r"""{%\s*(?:extends|include)\s+["']([^"']+)["']""")
INLINE = re.compile(r"""<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=""")
NOT_RUN = re.compile(r"""<script[^>]*type="application/(?:ld\+)?json"[^>]*>""")


def pages(source):
    """Every template with its text, under the room that owns it."""
    return [(path.relative_to(source), path.read_text(encoding="utf-8")) for path in source.rglob("*.html")]


def test_no_address_is_written_by_hand(source):
    assert [(str(path), found) for path, text in pages(source) for found in HARD_CODED.findall(text)] == []


def test_templates_build_on_their_own_stage_earlier_stages_and_the_base(source, floors):
    wrong = []
    for path, text in pages(source):
        for name in BUILDS_ON.findall(text):
            room = name.split("/")[0]
            earlier = room in floors and floors.index(room) <= floors.index(path.parts[0])
            if not earlier and not (source / "web/templates" / name).exists():
                wrong.append(f"{path} builds on {name}")
    assert wrong == []


def test_nothing_runs_or_is_styled_inside_a_page(source):
    texts = [(path, NOT_RUN.sub("", text)) for path, text in pages(source)]
    assert [(str(path), found) for path, text in texts for found in INLINE.findall(text)] == []
