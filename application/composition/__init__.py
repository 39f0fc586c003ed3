"""Composition: parts called and made one answer, and answers that go out in another shape."""
