"""gavn store."""
