"""Comparisons as pictures: every mark says what it is in words; colour only repeats it."""
