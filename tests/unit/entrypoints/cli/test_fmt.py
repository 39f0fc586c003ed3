"""`limen fmt`: what it writes, lists, shows and leaves alone."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from entrypoints.cli.main import app

UNTIDY, TIDY = "version:   1  # one\nroutes: { }\n", "version: 1  # one\nroutes: {}\n"
LIMEN = [sys.executable, "-m", "entrypoints.cli.main"]


@pytest.fixture
def untidy(tmp_path: Path) -> Path:
    file = tmp_path / "untidy.yaml"
    file.write_text(UNTIDY)
    return file


@pytest.fixture
def tidy(tmp_path: Path) -> Path:
    file = tmp_path / "tidy.yaml"
    file.write_text(TIDY)
    return file


def fmt(*words: object) -> Result:
    return CliRunner().invoke(app, ["fmt", *map(str, words)])


def test_only_what_changes_is_written_and_named(untidy: Path, tidy: Path) -> None:
    before = tidy.stat().st_ino
    told = fmt(untidy, tidy)
    assert (told.exit_code, told.stdout) == (0, f"{untidy}\n")
    assert (untidy.read_text(), tidy.stat().st_ino) == (TIDY, before)
    assert fmt(untidy).stdout == ""


def test_check_lists_and_writes_nothing(untidy: Path, tidy: Path) -> None:
    told = fmt("--check", untidy, tidy)
    assert (told.exit_code, told.stdout, untidy.read_text()) == (1, f"{untidy}\n", UNTIDY)
    assert fmt("--check", tidy).exit_code == 0


def test_a_machine_may_read_what_changes(untidy: Path) -> None:
    told = fmt("--check", "--json", untidy)
    assert (told.exit_code, json.loads(told.stdout)) == (1, {"faults": [], "changed": [str(untidy)]})


def test_diff_shows_and_writes_nothing(untidy: Path) -> None:
    told = fmt("--diff", untidy)
    assert (told.exit_code, untidy.read_text()) == (1, UNTIDY)
    assert told.stdout.splitlines() == [
        f"--- {untidy}", f"+++ {untidy} (formatted)", "@@ -1,2 +1,2 @@",
        "-version:   1  # one", "-routes: { }", "+version: 1  # one", "+routes: {}",
    ]  # fmt: skip


def test_with_a_fault_in_one_file_none_is_changed(untidy: Path, tmp_path: Path) -> None:
    faulty = tmp_path / "faulty.yaml"
    faulty.write_text("a: 1\na: 2\n")
    told = fmt(untidy, faulty)
    assert (told.exit_code, untidy.read_text()) == (1, UNTIDY)
    assert told.stderr.splitlines()[:2] == [
        f"{faulty}:2:1: key `a` is written twice, first at 1:1; keep one of them [key-twice]",
        "    2 | a: 2",
    ]
    assert [fault["code"] for fault in json.loads(fmt("--json", untidy, faulty).stdout)["faults"]] == ["key-twice"]


def test_a_folder_stands_for_the_files_of_a_configuration(untidy: Path, tidy: Path) -> None:
    (untidy.parent / ".hidden.yaml").write_text(UNTIDY)
    (untidy.parent / "notes.txt").write_text(UNTIDY)
    assert fmt("--check", untidy.parent).stdout == f"{untidy}\n"
    for file in (untidy, tidy):
        file.unlink()
    told = fmt(untidy.parent)
    assert (told.exit_code, "folder-empty" in told.stderr) == (1, True)


def test_standard_input_goes_to_standard_output() -> None:
    run = subprocess.run([*LIMEN, "fmt", "-"], input=UNTIDY, capture_output=True, text=True, check=False, timeout=60)
    assert (run.returncode, run.stdout, run.stderr) == (0, TIDY, "")
    run = subprocess.run(
        [*LIMEN, "fmt", "-", "--check"], input=UNTIDY, capture_output=True, text=True, check=False, timeout=60
    )
    assert (run.returncode, run.stdout) == (1, "<stdin>\n")


def test_standard_input_stands_alone(tidy: Path) -> None:
    assert fmt("-", tidy).exit_code == 2


def test_a_folder_that_may_not_be_written_is_told(untidy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    told = fmt(untidy)
    assert (told.exit_code, told.stderr) == (1, f"{untidy}: can't be written: permission denied\n")
