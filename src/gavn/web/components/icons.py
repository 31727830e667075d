"""gavn's own drawings: small signs, status shapes and faces, as inline pictures that inherit the text's colour."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

# Strokes on a grid of 24, drawn for gavn.
SIGNS: dict[str, str] = {
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v6M12 7.4v.2"/>',
    "help": '<circle cx="12" cy="12" r="9"/><path d="M9.2 9.6a2.9 2.9 0 1 1 4.3 2.5c-1 .6-1.5 1.1-1.5 2.1M12 17v.2"/>',
    "success": '<circle cx="12" cy="12" r="9"/><path d="m8 12.4 2.8 2.8L16.2 9"/>',
    "warning": '<path d="M12 3.5 22 20.5H2z"/><path d="M12 10v4.6M12 17.3v.2"/>',
    "danger": '<path d="M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3z"/><path d="M12 7.5v5.6M12 16.3v.2"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5.5 5.5"/>',
    "print": '<path d="M7 9V3h10v6M7 17H3.5V9h17v8H17"/><path d="M7 14h10v7H7z"/>',
    "speak": '<path d="M4 9.5h3.5L12 5.5v13l-4.5-4H4zM15.5 9a4.2 4.2 0 0 1 0 6M18.3 6.5a8 8 0 0 1 0 11"/>',
    "flag": '<path d="M5 21V4M5 4.5h12.5l-3 4 3 4H5"/>',
    "arrow": '<path d="M4 12h15M13 6l6 6-6 6"/>',
    "back": '<path d="M20 12H5M11 6l-6 6 6 6"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c.8-4.2 3.7-6.3 7.5-6.3s6.7 2.1 7.5 6.3"/>',
    "download": '<path d="M12 3.5v12M7 11l5 4.5 5-4.5M4 20.5h16"/>',
    "calendar": '<path d="M4 6h16v14.5H4zM4 10.5h16M8.5 3.5V8M15.5 3.5V8"/>',
    "file": '<path d="M6 3h8.5L19 7.5V21H6zM14 3v5h5"/>',
    "lock": '<path d="M5.5 11h13v9.5h-13zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11"/>',
    "key": '<circle cx="8" cy="12" r="4.5"/><path d="M12.5 12H21v4M17 12v3"/>',
    "leave": '<path d="M14 4H5v16h9M10.5 12H21M17 8l4 4-4 4"/>',
    "practise": '<path d="m4 20 1-4.5L16 4.5 19.5 8 8.5 19zM13.5 7l3.5 3.5"/>',
}

# Shapes that tell a status apart without colour.
SHAPES: dict[str, str] = {
    "neutral": '<circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" stroke-width="2"/>',
    "info": '<circle cx="6" cy="6" r="5.5" fill="currentColor"/>',
    "accent": '<path d="M1 1h10v10H1z" fill="currentColor"/>',
    "success": '<path d="m1 6.5 3.5 3.5L11 2.5" fill="none" stroke="currentColor" stroke-width="2.5"/>',
    "warning": '<path d="M6 .5 12 11.5H0z" fill="currentColor"/>',
    "danger": '<path d="M6 0l6 6-6 6-6-6z" fill="currentColor"/>',
}

# Mouths from very bad to very good.
MOUTHS = (
    "M16 36c4-7 12-7 16 0",
    "M17 34.5c4-3.5 10-3.5 14 0",
    "M17 33h14",
    "M17 31.5c4 3.5 10 3.5 14 0",
    "M15 30c4 8 14 8 18 0z",
)


def icon(name: str) -> SafeString:
    """The sign of this name, hidden from screen readers: the words beside it say it."""
    return format_html(
        '<svg class="gv-icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" '
        'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">{}</svg>',
        mark_safe(SIGNS[name]),  # noqa: S308 - a constant of this file
    )


def shape(kind: str) -> SafeString:
    """The shape of a status."""
    return format_html(
        '<svg viewBox="0 0 12 12" aria-hidden="true" focusable="false">{}</svg>',
        mark_safe(SHAPES[kind]),  # noqa: S308 - a constant of this file
    )


def face(step: int, of: int) -> SafeString:
    """The face at this step (counted from 0, worst first) of a row of ``of`` faces.

    Fewer than five faces are taken evenly from the row of five, so that the ends stay the ends.
    """
    place = round(step * (len(MOUTHS) - 1) / max(of - 1, 1))
    brow = "" if place else '<path d="m14 17.5 5.5-2.5M34 17.5l-5.5-2.5"/>'
    return format_html(
        '<svg viewBox="0 0 48 48" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round" '
        'stroke-linejoin="round" aria-hidden="true" focusable="false"><circle cx="24" cy="24" r="21"/>'
        '<circle cx="17" cy="20.5" r="1.6" fill="currentColor"/>'
        '<circle cx="31" cy="20.5" r="1.6" fill="currentColor"/>{}<path d="{}"/></svg>',
        mark_safe(brow),  # noqa: S308 - a constant of this file
        MOUTHS[place],
    )
