"""What a terminal shows of the faults of a broken configuration; and how the files beside the broken ones are written.

.venv/bin/python -m tests.golden.fault_text
"""

import os
from pathlib import Path

from adapters.config.yaml_source import YamlConfigSource
from application.compiling import compiled
from entrypoints.cli.telling import plain, told
from entrypoints.offline import judges

FOLDER = Path(__file__).parent / "faults"
ENVIRONMENT = {"PORT": "9101", "JWT_SECRET": "hunter2hunter2"}
WIDTH = 100


def configurations() -> dict[str, Path]:
    """The broken ones by name, relative to the folder: a file, or a folder of files."""
    files = {path.stem: Path(path.name) for path in sorted(FOLDER.glob("*.yaml"))}
    folders = {
        path.name: Path(path.name) for path in sorted(FOLDER.iterdir()) if path.is_dir() and path.name != "files"
    }
    return {**files, **folders, "not-there": Path("not-there.yaml")}


def fault_text(path: Path) -> str:
    """Relative to the working directory, as faults name it."""
    edition = YamlConfigSource(path, ENVIRONMENT).read()
    outcome = compiled(edition, judges)
    assert isinstance(outcome, tuple), f"{path} has no fault"
    return "".join(f"{told(fault, edition.excerpt(fault.at), width=WIDTH, style=plain)}\n" for fault in outcome)


if __name__ == "__main__":
    os.chdir(FOLDER)
    for name, path in configurations().items():
        Path(f"{name}.txt").write_text(fault_text(path))
