"""Pages of the BENEFIT stage."""
