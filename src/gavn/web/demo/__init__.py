"""A believable small region of invented people, made from a seed in seconds."""
