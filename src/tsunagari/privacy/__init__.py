"""What may leave? Venues, consent, handover, the audit log and published statistics (design §3)."""
