"""What the start page puts first."""
