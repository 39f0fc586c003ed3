"""Policy cases in YAML files: those that are named, or every `*.cases.yaml` beside the configuration.

Beside a configuration is in its folder, or, where the configuration is a folder, in that one. A file that is named
twice is read once.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from adapters.config.documents import in_order, read_document
from adapters.config.excerpts import Excerpts
from adapters.config.models_cases import CasesModel
from adapters.config.snapshot import Snapshot
from adapters.config.yaml_file import MIB, name_of, text_of
from adapters.config.yaml_folder import CASES, look_at
from application.cases.written import CaseSpec
from application.ports.cases import CaseSource, CasesRead
from domain.spec.fault import Fault

LARGEST = 32 * MIB


@dataclass(frozen=True, slots=True)
class YamlCaseSource(CaseSource):
    config: Path
    named: tuple[Path, ...] = ()  # none: those beside the configuration

    def read(self) -> CasesRead:
        snapshot = Snapshot(self.config.parent, {})
        found: list[CaseSpec] = []
        faults: list[Fault] = []
        files = self.files()
        for path in files:
            name = name_of(path)
            text = text_of(path, name, largest=LARGEST)
            if isinstance(text, Fault):
                faults.append(text)
                continue
            snapshot.keep_text(name, path.name, text)
            document = read_document(text, name, snapshot, CasesModel)
            if isinstance(document, tuple):
                faults += document
            else:
                found += document.specs()
        names = tuple(map(name_of, files))
        return CasesRead(in_order(faults) or tuple(found), names, Excerpts(snapshot.texts).at)

    def look(self) -> object:
        return [look_at(path, ()) for path in self.files()]

    def files(self) -> tuple[Path, ...]:
        if self.named:
            return tuple(dict.fromkeys(self.named))
        folder = self.config if self.config.is_dir() else self.config.parent
        try:
            names = sorted(name for name in os.listdir(folder) if name.endswith(CASES) and not name.startswith("."))  # noqa: PTH208
        except OSError:
            names = []
        return tuple(folder / name for name in names)
