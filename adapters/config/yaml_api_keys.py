"""API keys in a YAML file that changes while it is used. Looked at in a thread, for disks and network mounts can stall.

A file counts as changed when its identity, size or times are others; it is read whole only then. One that is written
to while it is read is read again the next time.
"""

import asyncio
from pathlib import Path

from adapters.config.key_lists import keys_in
from adapters.config.shapes import Refused
from application.ports.api_keys import ApiKeySource, KeysWritten
from domain.spec.fault import Fault

Signature = tuple[int, ...]
_GONE: Signature = ()


class YamlApiKeySource(ApiKeySource):
    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: Signature | None = None  # of the file as it was read last

    async def changed(self) -> KeysWritten | tuple[Fault, ...] | None:
        return await asyncio.to_thread(self._changed)

    def _changed(self) -> KeysWritten | tuple[Fault, ...] | None:
        before = self._signature()
        if before == self._seen:
            return None
        try:
            found: KeysWritten | tuple[Fault, ...] = KeysWritten(keys_in(self._path))
        except Refused as refused:
            found = refused.faults
        after = self._signature()
        if after != before:
            return None  # half of the old and half of the new
        self._seen = before
        return found

    def _signature(self) -> Signature:
        try:
            now = self._path.stat()
        except (OSError, ValueError):
            return _GONE
        return now.st_dev, now.st_ino, now.st_size, now.st_mtime_ns, now.st_ctime_ns
