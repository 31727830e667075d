"""Pages across stages: parse, ask one selector, render."""
