"""Names for calls."""
