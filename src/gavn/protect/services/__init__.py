"""Writes of the stage PROTECT."""

from gavn.protect.services.sampling import draw_month, draw_sample, judge_look, want_samples
from gavn.protect.services.sealing import rows_of_persons, words_are_sealed
from gavn.protect.services.unmasking import ask_unmasking, end_unmasking, open_mask, read_unmasked

__all__ = [
    "ask_unmasking", "draw_month", "draw_sample", "end_unmasking", "judge_look", "open_mask", "read_unmasked",
    "rows_of_persons", "want_samples", "words_are_sealed",
]  # fmt: skip
