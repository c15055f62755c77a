"""Why, why not, and what would change it: a decision read back from the plain reference."""
