"""The rules. Standard library only: synchronous, no clock, no randomness, no logging, no I/O (tests/architecture)."""
