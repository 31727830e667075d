"""Reads of the JUDGE stage, as later stages ask for them."""

from gavn.judge.selectors.texts import decisions_of, interpretations_of

__all__ = ["decisions_of", "interpretations_of"]
