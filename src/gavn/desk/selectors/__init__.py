"""Reads of the DESK stage: what waits for somebody, and what they find."""
