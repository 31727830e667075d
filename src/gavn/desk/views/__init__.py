"""Pages of the DESK stage."""
