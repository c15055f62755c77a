"""When is it open? Days, hours and holidays as plain values and arithmetic on them."""
