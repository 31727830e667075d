"""Placeholder until components land."""
from django import template

register = template.Library()
