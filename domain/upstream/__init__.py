"""Where to: targets, balancing, timeouts, failure kinds. Knows no socket and no clock."""
