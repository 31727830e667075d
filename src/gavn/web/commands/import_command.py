"""gavn import."""
