"""Revocations: a file that people edit, a stream of Redis that services write to. None of these adapters raises."""
