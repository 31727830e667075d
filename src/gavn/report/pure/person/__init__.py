"""One person's results as values for a page: where things stand, what changed, in which life area."""
