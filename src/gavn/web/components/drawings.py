"""gavn's own drawings for easy-read questions: inline pictures that inherit the text's colour."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

# Strokes on a grid of 48, drawn for gavn. The names are those content files use.
DRAWINGS: dict[str, str] = {
    # A path from here, over hills, towards the sun.
    "life": '<circle cx="35" cy="11" r="5"/><path d="M35 2v1.5M44 11h-1.5M41.4 4.6l-1 1M28.6 4.6l1 1M26 11h1.5"/>'
    '<path d="M3 30c8-9 15-9 21-2 5-6 13-7 21-1M20 45c-3-7 9-8 6-14M32 45c2-7 3-9-2-14"/>',
    # A heart in a person.
    "wellbeing": '<circle cx="24" cy="9" r="6"/><path d="M9 45V30c0-7 6-12 15-12s15 5 15 12v15"/>'
    '<path d="M24 39c-5-3.5-8-6-8-9.5a4 4 0 0 1 8-1 4 4 0 0 1 8 1c0 3.5-3 6-8 9.5z"/>',
    # Two people, one heart.
    "close": '<circle cx="14" cy="20" r="5"/><circle cx="34" cy="20" r="5"/>'
    '<path d="M5 45V36c0-5 4-8 9-8 4 0 7 2 10 6 3-4 6-6 10-6 5 0 9 3 9 8v9"/>'
    '<path d="M24 13c-4-2.8-6-4.7-6-7a3 3 0 0 1 6-.8 3 3 0 0 1 6 .8c0 2.3-2 4.2-6 7z"/>',
    # Three people beside each other.
    "social": '<circle cx="24" cy="14" r="5"/><circle cx="9" cy="19" r="4"/><circle cx="39" cy="19" r="4"/>'
    '<path d="M14 43V31c0-5 4-8 10-8s10 3 10 8v12M3 41v-8c0-3.5 2.5-6 6-6M45 41v-8c0-3.5-2.5-6-6-6"/>',
    # A face, half in rain and half in sun.
    "mood": '<circle cx="24" cy="29" r="15"/><circle cx="18.5" cy="26" r="1.2" fill="currentColor"/>'
    '<circle cx="29.5" cy="26" r="1.2" fill="currentColor"/><path d="M17 35h14"/>'
    '<path d="M5 10a4 4 0 0 1 3-6 5 5 0 0 1 8.5 1A3.5 3.5 0 0 1 17 12H7a3 3 0 0 1-2-2zM8 15l-1 2M13 15l-1 2"/>'
    '<circle cx="38" cy="8" r="3.5"/><path d="M38 1.5v1M44.5 8h-1M42.6 3.4l-.7.7M33.4 3.4l.7.7"/>',
    # A body with its arms out.
    "body": '<circle cx="24" cy="8" r="5.5"/><path d="M24 14v16M7 19l17 3 17-3M24 30l-9 15M24 30l9 15"/>',
    # A person at a fork of the way.
    "deciding": '<circle cx="24" cy="26" r="4.5"/><path d="M17 45v-5c0-4 3-6.5 7-6.5s7 2.5 7 6.5v5"/>'
    '<path d="M20 18 9 7M9 14V7h7M28 18 39 7M39 14V7h-7"/>',
    # A calendar's day, with something to do.
    "days": '<path d="M5 10h38v33H5zM5 19h38M14 4v10M34 4v10"/><path d="m15 31 6 6 12-12"/>',
    # A house.
    "home": '<path d="M4 24 24 6l20 18M9 20v23h30V20M20 43V30h8v13"/>',
    # A note and coins.
    "money": '<path d="M3 9h36v20H3z"/><circle cx="21" cy="19" r="5"/><path d="M8 14v.2M34 24v.2"/>'
    '<ellipse cx="36" cy="34" rx="9" ry="3.5"/><path d="M27 34v6c0 2 4 3.5 9 3.5s9-1.5 9-3.5v-6"/>',
    # A house under a roof of hands: a shield around it.
    "safe": '<path d="M24 3 42 9v13c0 11-7.5 18-18 23C13.5 40 6 33 6 22V9z"/>'
    '<path d="m14 24 10-9 10 9M17 22v10h14V22M22 32v-6h4v6"/>',
}


def drawing(name: str) -> SafeString:
    """The drawing of this name, hidden from screen readers as the words say it; nothing where none is known."""
    if name not in DRAWINGS:
        return SafeString("")
    return format_html(
        '<svg class="gv-drawing" viewBox="0 0 48 48" width="96" height="96" fill="none" stroke="currentColor" '
        'stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">'
        "{}</svg>",
        mark_safe(DRAWINGS[name]),  # noqa: S308 - a constant of this file
    )
