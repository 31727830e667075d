"""The analysis engine: the only part of measuring that talks to the outside."""
