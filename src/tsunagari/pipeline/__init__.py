"""From sources to a program: one line a phase, and no file, clock or terminal on the way."""
