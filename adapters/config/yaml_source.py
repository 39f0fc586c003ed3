"""The config source of production: a YAML file, or the text of one that somebody else has read already."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from adapters.config.reading import read_text
from adapters.config.yaml_file import MIB, text_of
from application.ports.config import ConfigSource
from domain.spec.fault import Fault
from domain.spec.spec import Spec

LARGEST = 32 * MIB  # 100,000 short routes have 9


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
        text = text_of(self.path, str(self.path), largest=LARGEST, hint="100,000 routes have 9 MiB")
        return (text,) if isinstance(text, Fault) else text
