"""Pages of the stage PROTECT."""

from gavn.protect.views.samples import judge_look, look_sample, look_samples
from gavn.protect.views.unmasking import ask_unmasking, end_unmasking, unmasked, unmasked_person

__all__ = [
    "ask_unmasking", "end_unmasking", "judge_look", "look_sample", "look_samples", "unmasked", "unmasked_person",
]  # fmt: skip
