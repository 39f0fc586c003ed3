"""Whatever the bytes of a file, or of the files of a folder: a plan or faults that can be told, and no exception."""

import random
from pathlib import Path

import pytest

from adapters.config.settings import settings_of
from adapters.config.yaml_source import YamlConfigSource
from application.compiling import compiled
from domain.spec.fault import Fault
from entrypoints.cli.effective import lines_of
from entrypoints.cli.telling import plain, told
from entrypoints.fault_documents import document
from entrypoints.faults import catalogue
from tests.property.broken_files import broken_file

ENVIRONMENT = {"X": "1", "JWT_SECRET": "x" * 64, "PORT": "9101"}
MANY = 250  # of each kind: 10 seconds; `make fuzz-config` goes on


@pytest.mark.parametrize("part", range(4))
def test_a_file_of_any_bytes_ends_in_a_plan_or_in_faults(part: int, tmp_path: Path) -> None:
    for seed in range(part * MANY, (part + 1) * MANY):
        meets(tmp_path / "gateway.yaml", seed)


def test_a_folder_of_any_files_does_too(tmp_path: Path) -> None:
    for seed in range(MANY):
        meets_folder(tmp_path, seed)


def meets(path: Path, seed: int) -> bool:
    """Whether it had a fault. Raises whatever is raised."""
    path.write_bytes(broken_file(random.Random(seed)))
    return _read(path)


def meets_folder(folder: Path, seed: int) -> bool:
    chance = random.Random(seed)
    for name in ("a.yaml", "b.yml", "c.yaml"):
        (folder / name).unlink(missing_ok=True)
        if chance.random() < 0.7:
            (folder / name).write_bytes(broken_file(chance))
    return _read(folder)


def _read(path: Path) -> bool:
    edition = YamlConfigSource(path, ENVIRONMENT).read()
    outcome = compiled(edition)
    if not isinstance(outcome, tuple):
        "\n".join(lines_of(settings_of(edition, ENVIRONMENT))).encode()
        return False
    assert outcome, "neither a plan nor a fault"
    for fault in outcome:
        _is_told(fault, told(fault, edition.excerpt(fault.at), width=80, style=plain))
        assert document(fault, edition.excerpt)["code"] in catalogue()
    return True


def _is_told(fault: Fault, text: str) -> None:
    text.encode()
    first, *others = text.splitlines()
    assert first == str(fault)
    assert all(line.isprintable() for line in (first, *others)), text
