"""Rules and resources as sentences, for review by people who do not read rules."""
