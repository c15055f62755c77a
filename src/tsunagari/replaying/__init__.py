"""Who moves where when one ruleset takes the place of another, counted over consultations that were really had."""
