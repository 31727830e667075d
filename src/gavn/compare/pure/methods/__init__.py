"""One method a file; each has its test and its page under docs/explanation/methods."""
