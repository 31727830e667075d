"""Reads of the IMPROVE stage, as later stages ask for them."""

from gavn.improve.selectors.actions import actions_after

__all__ = ["actions_after"]
