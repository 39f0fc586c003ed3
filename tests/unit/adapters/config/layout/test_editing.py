"""Files are replaced whole: permissions and links stay, and what fails leaves the old one as it was."""

import os
import stat
from pathlib import Path

import pytest

from adapters.config.layout.editing import Files
from domain.spec.fault import Fault


def test_a_file_keeps_its_permissions(tmp_path: Path) -> None:
    file = tmp_path / "gateway.yaml"
    file.write_text("old")
    file.chmod(0o640)
    Files().replace(file, "new\n")
    assert (file.read_text(), stat.S_IMODE(file.stat().st_mode)) == ("new\n", 0o640)
    assert list(tmp_path.iterdir()) == [file]


def test_a_new_file_has_what_the_umask_leaves(tmp_path: Path) -> None:
    beside = tmp_path / "beside"
    beside.touch()
    Files().replace(tmp_path / "gateway.yaml", "new\n")
    assert (tmp_path / "gateway.yaml").stat().st_mode == beside.stat().st_mode


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    real, link = tmp_path / "there/real.yaml", tmp_path / "gateway.yaml"
    real.write_text("old")
    link.symlink_to("there/real.yaml")
    Files().replace(link, "new\n")
    assert (link.is_symlink(), real.read_text()) == (True, "new\n")


def test_what_fails_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "gateway.yaml"
    file.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        Files().replace(file, "new\n")
    assert (file.read_text(), list(tmp_path.iterdir())) == ("old", [file])


def test_line_ends_and_letters_are_written_as_they_are(tmp_path: Path) -> None:
    Files().replace(tmp_path / "x", "é\r\n")
    assert (tmp_path / "x").read_bytes() == b"\xc3\xa9\r\n"


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    found = Files().text(tmp_path / "nowhere.yaml")
    assert isinstance(found, Fault)
    assert found.code == "file-missing"
