"""Contracts: what may be asked of an operation, and what it may answer: parameters, bodies, answers."""
