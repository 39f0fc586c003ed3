"""Ports: one Protocol family a file. Adapters inherit them explicitly; fakes pass the same contract tests."""
