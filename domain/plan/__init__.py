"""Spec to plan: everything resolved, compiled, immutable; all faults reported, never only the first."""
