"""Keys from a file, read anew on every fetch, in a thread: disks and network mounts can stall."""

import asyncio
from pathlib import Path

from adapters.keys.limits import LARGEST
from application.ports.keys import KeySet, KeySource, KeysUnavailable


class FileJwksSource(KeySource):
    def __init__(self, path: Path) -> None:
        self._path = path

    async def fetch(self) -> KeySet | KeysUnavailable:
        try:
            document = await asyncio.to_thread(self._read)
        except (OSError, ValueError) as error:  # ValueError: a null byte in the path
            return KeysUnavailable(f"{self._path} cannot be read: {error}")
        if len(document) > LARGEST:
            return KeysUnavailable(f"{self._path} is larger than {LARGEST} bytes")
        return KeySet(document)

    async def close(self) -> None:
        """Nothing is kept open."""

    def _read(self) -> bytes:
        with self._path.open("rb") as file:
            return file.read(LARGEST + 1)
