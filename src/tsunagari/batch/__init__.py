"""Very many consultations at once: Arrow in, Arrow out; needs the extra `batch`."""
