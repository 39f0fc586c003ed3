"""Differences between two documents of an API: each named, with its place, and graded by whom it breaks."""
