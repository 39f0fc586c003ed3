"""Policy cases: what a configuration is expected to decide; run, counted, and tried against weaker policies."""
