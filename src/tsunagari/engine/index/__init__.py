"""The precompiled index: boxes as bit positions, answering exactly as the plain reference does."""
