"""How do words become facts? What a caller says, as candidates for a person to confirm."""
