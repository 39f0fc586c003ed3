"""Contracts at work: requests and answers held against what they may be."""
