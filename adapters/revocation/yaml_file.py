"""Revocations in a file: a YAML list, an entry a line, which grows at its end. Read whole whenever it has changed.

It is read in a thread, for disks and network mounts can stall, and compared with what was read before: no time of a
file tells as surely that it has changed. It is parsed in slices between which requests go on. Scalars stay text.
"""

import asyncio
import re
from collections.abc import Hashable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from adapters.revocation.entries import NotUnderstood, read_entry, written_entry
from application.ports.revocation import NOTHING_NEW, Batch, RevocationList, RevocationsUnreadable
from domain.identity.revocation import Revocation

LARGEST = 8 * 1024 * 1024  # bytes
SLICE = 50  # entries parsed in one go: a millisecond of the event loop

_ENTRY = re.compile(r"^(?=- )", re.MULTILINE)
_PLAIN = re.compile(r"[A-Za-z0-9_./-]+")


class _TextLoader(yaml.CBaseLoader):
    """Of one name that stands twice YAML would drop one, and with it a revocation."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002
        mapping = super().construct_mapping(node, deep)
        if len(mapping) != len(node.value):
            raise NotUnderstood("one name stands twice in an entry")
        return mapping


class YamlRevocationFile(RevocationList):
    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: bytes | None = None

    async def read(self) -> Batch | RevocationsUnreadable:
        try:
            raw = await asyncio.to_thread(self._raw)
            if raw == self._seen:
                return NOTHING_NEW
            batch = Batch(await _parsed(raw), is_whole=True)
        except (OSError, ValueError, yaml.YAMLError) as error:
            return RevocationsUnreadable(f"{self._path} cannot be read: {' '.join(str(error).split())}")
        self._seen = raw
        return batch

    def rewind(self) -> None:
        self._seen = None

    async def add(self, revocation: Revocation) -> str | None:
        line = ", ".join(f"{name}: {_quoted(word)}" for name, word in written_entry(revocation).items())
        try:
            await asyncio.to_thread(self._append, f"- {{{line}}}\n".encode())
        except (OSError, ValueError) as error:  # ValueError: half a character
            return f"{self._path} cannot be written: {error}"
        return None

    async def close(self) -> None:
        """Nothing is kept open."""

    def _raw(self) -> bytes:
        with self._path.open("rb") as file:
            raw = file.read(LARGEST + 1)
        if len(raw) > LARGEST:
            raise NotUnderstood(f"larger than {LARGEST} bytes")
        return raw

    def _append(self, line: bytes) -> None:
        """In one write, so that two who append do not mix their lines."""
        with self._path.open("rb+") as file:
            file.seek(0, 2)
            is_open_line = file.tell() > 0 and (file.seek(-1, 2), file.read(1))[1] != b"\n"
        with self._path.open("ab", buffering=0) as file:
            file.write(b"\n" + line if is_open_line else line)


async def _parsed(raw: bytes) -> tuple[Revocation, ...]:
    revocations = list[Revocation]()
    for text in _slices(raw.decode()):
        revocations.extend(_entries(text))
        await asyncio.sleep(0)
    return tuple(revocations)


def _slices(text: str) -> Iterator[str]:
    """Cut before entries at the margin. A file that is laid out otherwise is one slice."""
    pieces = _ENTRY.split(text)
    for start in range(0, len(pieces), SLICE):
        yield "".join(pieces[start : start + SLICE])


def _entries(text: str) -> Iterator[Revocation]:
    listed = yaml.load(text, _TextLoader)  # noqa: S506  it makes text, lists and mappings, nothing else
    if not isinstance(listed, list | None):
        raise NotUnderstood("the file is a list: `- {jti: …}`, an entry a line")
    for entry in listed or ():
        if not isinstance(entry, Mapping) or not all(isinstance(word, str) for word in entry.values()):
            raise NotUnderstood(f"{entry!r:.80} is no revocation")
        try:
            yield read_entry(entry)
        except NotUnderstood as why:
            raise NotUnderstood(f"{dict(entry)!r:.80}: {why}") from why


def _quoted(word: str) -> str:
    """Plain where no reader of YAML could take it for something else."""
    if _PLAIN.fullmatch(word):
        return word
    letters = (one if one.isprintable() and one not in '"\\' else f"\\U{ord(one):08X}" for one in word)
    return f'"{"".join(letters)}"'
