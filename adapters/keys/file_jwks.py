"""Keys from a file that holds a JWK Set, read anew on every fetch."""

from pathlib import Path

from adapters.keys.file_document import read_file
from application.ports.keys import KeySet, KeySource, KeysUnavailable


class FileJwksSource(KeySource):
    def __init__(self, path: Path) -> None:
        self._path = path

    async def fetch(self) -> KeySet | KeysUnavailable:
        document = await read_file(self._path)
        return document if isinstance(document, KeysUnavailable) else KeySet(document)

    async def close(self) -> None:
        """Nothing is kept open."""
