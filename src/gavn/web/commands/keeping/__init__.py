"""Commands that keep an installation whole: copies, keys and the doctor."""
