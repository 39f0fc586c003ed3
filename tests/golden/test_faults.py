"""Broken configurations in, what a terminal shows of every fault out: NAME.yaml or NAME/ beside NAME.txt.

Written by `.venv/bin/python -m tests.golden.fault_text`, and read by people before it is committed.
"""

from pathlib import Path

import pytest

from tests.golden.fault_text import FOLDER, configurations, fault_text

ENOUGH = 60


@pytest.mark.parametrize("name", configurations())
def test_a_broken_configuration_has_exactly_these_faults(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    assert fault_text(configurations()[name]) == Path(f"{name}.txt").read_text()


def test_every_text_has_its_configuration() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == configurations().keys()


def test_there_are_enough_of_them() -> None:
    assert len(configurations()) >= ENOUGH


def test_no_fault_shows_a_secret() -> None:
    assert not [path.name for path in FOLDER.glob("*.txt") if "hunter" in path.read_text()]
