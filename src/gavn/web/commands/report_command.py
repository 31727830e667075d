"""gavn report."""
