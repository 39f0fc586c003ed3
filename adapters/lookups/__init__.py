"""Adapters that ask other services about a caller."""
