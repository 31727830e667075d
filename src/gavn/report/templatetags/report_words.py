"""What a figure or a sentence says, for templates: ``{{ row.now|worded }}``."""

from __future__ import annotations

from django import template

from gavn.report.gateways.wording import word

register = template.Library()
register.filter("worded", word)
