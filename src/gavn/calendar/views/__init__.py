"""Pages of the CALENDAR stage."""
