"""Files that nobody meant: real configurations cut, doubled and mixed, words of YAML in any order, and plain bytes."""

import random
from collections.abc import Callable
from pathlib import Path

from entrypoints.faults import catalogue
from tests.docs.wholes import whole

ROOT = Path(__file__).resolve().parents[2]
REAL = [
    path.read_bytes()
    for folder in ("faults", "plans")
    for path in sorted((ROOT / "tests/golden" / folder).glob("*.yaml"))
]
REAL += [(ROOT / "docs/examples/shop/gateway.yaml").read_bytes()]
REAL += [whole(entry.right.lstrip("\n")).encode() for entry in catalogue().values() if entry.right and not entry.is_raw]
REAL += [entry.wrong.encode() for entry in catalogue().values() if entry.wrong]
# fmt: off
WORDS = (
    "version: 1\n", "routes:", "upstreams:", "identity:", "server:", "permissions:", "defaults:", "match:", "to:",
    "require:", "keys:", "secret:", "{", "}", "[", "]", ", ", ": ", "- ", "? ", "| \n", ">-\n", "\n", "\n  ", "\n    ",
    "\t", "#", "'", '"', "&a ", "*a", "!t ", "!!binary ", "<<: ", "---\n", "...\n", "%YAML 1.2\n", "${X}", "${", "$${",
    "~", "null", "yes", "0o17", "1e999", "-.inf", "12:30:45", "2026-01-01", "9" * 40, "\ufeff", "\u202e", "\u2028",
    "\x85", "\0", "\ud7ff", "é", "日本", "💥", "GET /a", "/{id}", "{id*}", "10s", "1KiB", "20%", "public", "any_of",
    "not", "x" * 300,
)
# fmt: on


def broken_file(chance: random.Random) -> bytes:
    make: Callable[[random.Random], bytes] = chance.choices((_mutated, _worded, _bytes), weights=(8, 3, 1))[0]
    return make(chance)


def _bytes(chance: random.Random) -> bytes:
    return chance.randbytes(chance.randrange(400))


def _worded(chance: random.Random) -> bytes:
    return "".join(chance.choice(WORDS) for _ in range(chance.randrange(80))).encode("utf-8", "surrogatepass")


def _mutated(chance: random.Random) -> bytes:
    lines = chance.choice(REAL).splitlines(keepends=True)
    for _ in range(chance.randint(0, 4)):
        chance.choice((_cut, _double, _swap, _graft, _slip, _shift))(lines, chance)
    return b"".join(lines)


def _at(lines: list[bytes], chance: random.Random) -> int:
    return chance.randrange(len(lines)) if lines else 0


def _cut(lines: list[bytes], chance: random.Random) -> None:
    at = _at(lines, chance)
    del lines[at : at + chance.randint(1, 3)]


def _double(lines: list[bytes], chance: random.Random) -> None:
    at = _at(lines, chance)
    lines[at:at] = lines[at : at + chance.randint(1, 4)]


def _swap(lines: list[bytes], chance: random.Random) -> None:
    if lines:
        one, other = _at(lines, chance), _at(lines, chance)
        lines[one], lines[other] = lines[other], lines[one]


def _graft(lines: list[bytes], chance: random.Random) -> None:
    other = chance.choice(REAL).splitlines(keepends=True)
    at, there = _at(lines, chance), _at(other, chance)
    lines[at:at] = other[there : there + chance.randint(1, 8)]


def _slip(lines: list[bytes], chance: random.Random) -> None:
    if lines:
        at = _at(lines, chance)
        line, column = lines[at], chance.randrange(len(lines[at]) + 1)
        slip = chance.choice(WORDS).encode("utf-8", "surrogatepass") if chance.random() < 0.7 else chance.randbytes(2)
        lines[at] = line[:column] + slip + line[column + chance.randrange(4) :]


def _shift(lines: list[bytes], chance: random.Random) -> None:
    if lines:
        at = _at(lines, chance)
        lines[at] = b" " * chance.randrange(12) + lines[at].lstrip(b" ")
