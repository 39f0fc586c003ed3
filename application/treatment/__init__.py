"""Treatments: what a route does with a request or an answer beside forwarding it."""
