"""A file, read whole, in a thread: disks and network mounts can stall."""

import asyncio
from pathlib import Path

from adapters.keys.limits import LARGEST
from application.ports.keys import KeysUnavailable


async def read_file(path: Path) -> bytes | KeysUnavailable:
    try:
        document = await asyncio.to_thread(_read, path)
    except (OSError, ValueError) as error:  # ValueError: a null byte in the path
        return KeysUnavailable(f"{path} cannot be read: {error}")
    if len(document) > LARGEST:
        return KeysUnavailable(f"{path} is larger than {LARGEST} bytes")
    return document


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST + 1)
