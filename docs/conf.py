"""How Sphinx builds these pages; everything is found offline."""

from __future__ import annotations

project = "gavn"
author = copyright = "the gavn authors"
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "gavn"
html_show_sphinx = False
myst_heading_anchors = 3
