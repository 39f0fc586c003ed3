"""Checks: what a schema cannot say of a request, as a Python function of the user's own."""

from dataclasses import dataclass

from domain.spec.place import Place


@dataclass(frozen=True, slots=True)
class Check:
    """The source is a part of the configuration: whoever runs it runs what was read, whatever the file says by now."""

    file: str  # as faults name it
    name: str  # of the function
    source: str
    at: Place  # where the configuration names it
