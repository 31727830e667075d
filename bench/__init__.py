"""Figures of speed: what each costs beside something that everybody knows."""
