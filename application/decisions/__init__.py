"""What a plan would decide, without a network: the gateway itself, asked by stated callers at a set time."""
