"""What people read of a ruleset: it in sentences, and one page about all of it."""
