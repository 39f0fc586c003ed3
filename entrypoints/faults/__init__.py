"""The catalogue of faults: a code, what it means, an example that has it and one that has not.

To add a code, write it into the file of its room:

    [the-code]
    means = "what it means, and why it is a fault"
    wrong = '''…'''              # sections of a configuration; the rest is filled in by the tests
    right = '''…'''
    raw = true                  # the examples are whole files
    files = {"keys.yaml" = "…"} # beside the configuration
    private-key = "client.pem"  # a file with a key of the tests
    seen-in = "tests/…"         # in place of the examples, where a text can't show it

Tests hold that every code of the source is here and no other, and that the examples do what they say. The page is
docs/reference/faults.md (`make reference`).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
ROOMS = {
    "file": "The file",
    "values": "Values",
    "identity": "Who is calling",
    "permissions": "Who may call what",
    "routes": "Routes",
    "resources": "Resources",
    "compositions": "Composed answers and shapes",
    "contracts": "Contracts",
    "upstreams": "Upstreams and the server",
    "documents": "OpenAPI documents",
    "analysis": "The whole of it",
    "answers": "Answers on their way back",
    "portal": "The portal",
    "cases": "Policy cases",
}


@dataclass(frozen=True, slots=True)
class Entry:
    code: str
    room: str
    means: str
    wrong: str = ""
    right: str = ""
    is_raw: bool = False
    files: Mapping[str, str] = field(default_factory=dict)
    private_key: str = ""
    seen_in: str = ""


@cache
def catalogue() -> Mapping[str, Entry]:
    """By code, in the order of the rooms."""
    return {entry.code: entry for room in ROOMS for entry in _entries(room)}


def _entries(room: str) -> list[Entry]:
    read = tomllib.loads((FOLDER / f"{room}.toml").read_text("utf-8"))
    return [_entry(code, room, written) for code, written in read.items()]


def _entry(code: str, room: str, written: Mapping[str, Any]) -> Entry:
    return Entry(
        code,
        room,
        written["means"],
        written.get("wrong", ""),
        written.get("right", ""),
        is_raw=written.get("raw", False),
        files=written.get("files", {}),
        private_key=written.get("private-key", ""),
        seen_in=written.get("seen-in", ""),
    )
