"""Calls of the past, as the access log tells them, decided again by another plan."""
