"""Reads of the ANNUAL stage."""
