"""gavn demo."""
