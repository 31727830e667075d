"""Reads of the REPORT stage: overviews that cross stages, already filtered by who may see."""
