"""The config source of production: a YAML file, or the text of one that somebody else has read already."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from adapters.config.reading import place_in, read_text
from application.ports.config import ConfigSource
from domain.spec.fault import Fault
from domain.spec.place import Place
from domain.spec.spec import Spec

LARGEST = 32 * 1024 * 1024  # bytes: 32 MiB; 100,000 short routes have 9


@dataclass(frozen=True, slots=True)
class YamlTextSource(ConfigSource):
    text: str = field(repr=False)  # may hold secrets, as the environment does
    file: str  # as faults name it
    folder: Path  # where relative paths begin
    environment: Mapping[str, str] = field(repr=False)

    def read(self) -> Spec | tuple[Fault, ...]:
        return read_text(self.text, self.file, self.folder, self.environment)


@dataclass(frozen=True, slots=True)
class YamlConfigSource(ConfigSource):
    path: Path
    environment: Mapping[str, str] = field(repr=False)

    def read(self) -> Spec | tuple[Fault, ...]:
        text = self.text()
        if isinstance(text, tuple):
            return text
        return YamlTextSource(text, str(self.path), self.path.parent, self.environment).read()

    def text(self) -> str | tuple[Fault, ...]:
        """What the file holds now; a fault where that is no text."""
        raw = self._raw()
        if isinstance(raw, Fault):
            return (raw,)
        try:
            return raw.decode()
        except UnicodeDecodeError as error:
            at = place_in(raw[: error.start].decode(), str(self.path))
            return (Fault(at, "file-encoding", "the file is not UTF-8", "save it as UTF-8"),)

    def _raw(self) -> bytes | Fault:
        start = Place(str(self.path), 1, 1)
        try:
            with self.path.open("rb") as file:
                raw = file.read(LARGEST + 1)
        except FileNotFoundError:
            return Fault(start, "file-missing", "there is no such file")
        except (OSError, ValueError) as error:  # ValueError: a path with a zero byte
            why = error.strerror if isinstance(error, OSError) else None
            return Fault(start, "file-unreadable", f"the file can't be read: {(why or 'its name is no path').lower()}")
        if len(raw) > LARGEST:
            return Fault(start, "file-large", "the file is larger than 32 MiB", "100,000 routes have 9 MiB")
        return raw
