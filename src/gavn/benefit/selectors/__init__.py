"""Reads of the BENEFIT stage."""
