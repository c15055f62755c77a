"""Who gets this person: consultations in, decisions out, without clock, file or network."""
