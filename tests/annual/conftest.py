"""The cast of audit meetings, whose reports these are."""

from __future__ import annotations

from panel_cast import (  # noqa: F401
    _few_figures,
    _own_folder,
    age,
    frozen,
    heard,
    kim,
    later,
    meeting,
    noor,
    poul,
    published,
    sana,
    signed,
)
