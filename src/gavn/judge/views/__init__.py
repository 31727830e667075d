"""Pages of the JUDGE stage."""
