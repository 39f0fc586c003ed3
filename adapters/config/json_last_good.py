"""Last good in a file of JSON, which is replaced whole. It holds what was written: references, and no value of one.

The file is its owner's alone, since what was written may be a secret all the same.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from adapters.config.snapshot import Snapshot
from adapters.config.yaml_file import name_of
from adapters.config.yaml_folder import Written
from adapters.config.yaml_source import edition_of
from application.ports.config import ConfigSource, Edition
from application.ports.config import Written as Kept
from application.ports.last_good import LastGood
from domain.spec.place import Place

NAME = "last-good.json"
_NEXT = "last-good.next"  # left behind by whoever was killed while writing it, and overwritten by the next
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class KeptSource(ConfigSource):
    files: tuple[Written, ...]
    path: Path  # of the configuration that they were
    environment: Mapping[str, str] = field(repr=False)

    def read(self) -> Edition:
        folder = self.path if self.path.is_dir() else self.path.parent
        return edition_of(self.files, Place(name_of(self.path), 1, 1), Snapshot(folder, self.environment))

    def look(self, beside: tuple[str, ...] = ()) -> object:
        """It is read once, at a start."""
        return beside


@dataclass(frozen=True, slots=True)
class JsonLastGood(LastGood):
    folder: Path
    path: Path  # of the configuration
    environment: Mapping[str, str] = field(repr=False)

    def keep(self, edition: str, texts: tuple[Kept, ...]) -> str | None:
        document = {"format": _FORMAT, "edition": edition, "files": [asdict(text) for text in texts]}
        following = self.folder / _NEXT
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            following.unlink(missing_ok=True)  # whatever rights that one had
            descriptor = os.open(following, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(document, file)
                file.flush()
                os.fsync(file.fileno())
            following.replace(self.folder / NAME)
        except OSError as error:
            return f"{following}: {(error.strerror or type(error).__name__).lower()}"
        return None

    def source(self) -> ConfigSource | None:
        try:
            document = json.loads((self.folder / NAME).read_text(encoding="utf-8"))
            files = tuple(Written(**written) for written in document["files"])
        except (OSError, ValueError, TypeError, KeyError):
            return None
        return KeptSource(files, self.path, self.environment) if document.get("format") == _FORMAT and files else None
