"""What a ruleset means: places, hours, registry and rules as plain values."""
