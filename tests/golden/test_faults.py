"""Broken files in, every fault out, word for word: NAME.yaml beside NAME.txt."""

from pathlib import Path

import pytest

from adapters.config.yaml_source import YamlConfigSource
from domain.plan.compile import compile_plan
from domain.spec.fault import Fault

FOLDER = Path(__file__).parent / "faults"
ENVIRONMENT = {"PORT": "9101", "JWT_SECRET": "hunter2hunter2"}


def faults_of(file: Path) -> tuple[Fault, ...]:
    spec = YamlConfigSource(file, ENVIRONMENT).read().spec
    outcome = spec if isinstance(spec, tuple) else compile_plan(spec)
    assert isinstance(outcome, tuple), "no fault"
    return outcome


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.txt")))
def test_a_broken_file_has_exactly_these_faults(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    lines = "".join(f"{fault}\n" for fault in faults_of(Path(f"{name}.yaml")))
    assert lines == Path(f"{name}.txt").read_text()


def test_every_broken_file_has_its_faults_written_down() -> None:
    written = {path.stem for path in FOLDER.glob("*.txt")}
    assert written - {path.stem for path in FOLDER.glob("*.yaml")} == {"not-there"}
    assert {path.stem for path in FOLDER.glob("*.yaml")} <= written


def test_no_fault_shows_a_secret() -> None:
    assert not [path.name for path in FOLDER.glob("*.txt") if "hunter" in path.read_text()]
