"""Composition: one answer made of several, and the shape in which fields of an answer go out; on values of JSON."""
