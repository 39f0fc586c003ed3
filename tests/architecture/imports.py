"""What import-linter cannot see: which modules of the standard library are pure enough for the domain."""

import sys
from pathlib import Path

from tests.architecture.tree import ROOT, Import, imports

# No clock, no randomness, no logging, no I/O. A module that joins this list can do none of these.
PURE = frozenset((
    "abc", "collections", "collections.abc", "dataclasses", "difflib", "enum", "functools", "hashlib", "hmac", "http",
    "ipaddress", "itertools", "math", "re", "string", "typing", "urllib.parse",
))  # fmt: skip


def impure(root: Path = ROOT) -> list[Import]:
    """What the domain imports beside itself and PURE."""
    return [found for found in imports("domain", root=root) if found.top != "domain" and found.module not in PURE]


def foreign(root: Path = ROOT) -> list[Import]:
    """What the application imports beside the domain, itself and the standard library."""
    near = {"domain", "application", *sys.stdlib_module_names}
    return [found for found in imports("application", root=root) if found.top not in near]
