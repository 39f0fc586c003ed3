"""What a plan decides, as a whole: which requests reach a route, whom a policy lets in, and what looks wrong."""
