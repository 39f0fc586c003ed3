"""The config source of production: a YAML file or a folder of them, or a text that somebody else has read already."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from adapters.config.excerpts import Excerpts
from adapters.config.reading import spec_of
from adapters.config.snapshot import Snapshot
from adapters.config.yaml_file import name_of
from adapters.config.yaml_folder import Written, files_of, look_at
from application.ports.config import ConfigSource, Edition
from application.ports.config import Written as Kept
from domain.spec.fault import Fault
from domain.spec.place import Place


@dataclass(frozen=True, slots=True)
class YamlTextSource(ConfigSource):
    text: str = field(repr=False)  # may hold secrets, as the environment does
    file: str  # as faults name it
    folder: Path  # where relative paths begin
    environment: Mapping[str, str] = field(repr=False)

    def read(self) -> Edition:
        written = Written(self.file, Path(self.file).name, self.text)
        return edition_of((written,), Place(self.file, 1, 1), Snapshot(self.folder, self.environment))

    def look(self, beside: tuple[str, ...] = ()) -> object:
        """It never changes."""
        return beside


@dataclass(frozen=True, slots=True)
class YamlConfigSource(ConfigSource):
    path: Path
    environment: Mapping[str, str] = field(repr=False)

    def read(self) -> Edition:
        found = files_of(self.path)
        files = () if isinstance(found, Fault) else found
        is_folder = bool(files) and files[0].name != name_of(self.path)
        snapshot = Snapshot(self.path if is_folder else self.path.parent, self.environment)
        if isinstance(found, Fault):
            return Edition((found,), snapshot.hash())
        return edition_of(files, Place(name_of(self.path), 1, 1), snapshot)

    def look(self, beside: tuple[str, ...] = ()) -> object:
        return look_at(self.path, beside)


def edition_of(files: tuple[Written, ...], at: Place, snapshot: Snapshot) -> Edition:
    spec = spec_of(files, at, snapshot)
    texts = tuple(Kept(file.name, file.own, file.text) for file in files if isinstance(file.text, str))
    names = tuple(file.name for file in files)
    excerpt = Excerpts(snapshot.texts, snapshot.documents).at
    return Edition(spec, snapshot.hash(), names, excerpt, texts=texts, beside=snapshot.beside, refresh=snapshot.refresh)
