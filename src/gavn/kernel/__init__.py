"""Words everybody uses. Standard library only."""
