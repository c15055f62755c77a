"""Is the ruleset sound? Exact answers over the whole space of consultations, never samples."""
