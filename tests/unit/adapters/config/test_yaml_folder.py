"""Folders as Kubernetes and people make them; and what is no file of ours."""

import os
from pathlib import Path

import pytest

from adapters.config.yaml_file import text_of
from adapters.config.yaml_folder import Written, files_of
from domain.spec.fault import Fault

TEXT = "version: 1\n"


def names(path: Path) -> list[str]:
    found = files_of(path)
    assert not isinstance(found, Fault)
    return [file.own for file in found]


def test_files_come_in_order_of_name_and_nothing_else_does(tmp_path: Path) -> None:
    for name in ("b.yml", "a.yaml", "10.yaml", ".a.yaml", "a.yaml.bak", "a.json", "README.md"):
        (tmp_path / name).write_text(TEXT)
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "c.yaml").write_text(TEXT)
    assert names(tmp_path) == ["10.yaml", "a.yaml", "b.yml"]


def test_a_config_map_is_read_through_its_links(tmp_path: Path) -> None:
    hidden = tmp_path / "..2026_11_26"
    hidden.mkdir()
    (hidden / "a.yaml").write_text(TEXT)
    (tmp_path / "..data").symlink_to(hidden.name)
    (tmp_path / "a.yaml").symlink_to("..data/a.yaml")
    assert files_of(tmp_path) == (Written(str(tmp_path / "a.yaml"), "a.yaml", TEXT),)


@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir], ids=["pipe", "folder"])
def test_what_is_named_like_a_file_and_is_none_is_a_fault_and_not_waited_for(tmp_path: Path, make: object) -> None:
    (tmp_path / "a.yaml").write_text(TEXT)
    assert callable(make)
    make(tmp_path / "b.yaml")
    found = files_of(tmp_path)
    assert isinstance(found, tuple)
    assert isinstance(found[1].text, Fault)
    assert found[1].text.code == "file-unreadable"


def test_a_link_that_leads_nowhere_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to("gone.yaml")
    [found] = files_of(tmp_path)  # type: ignore[misc]
    assert isinstance(found, Written)
    assert isinstance(found.text, Fault)
    assert found.text.code == "file-missing"


def test_what_changes_while_it_is_read_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The links are swapped between the first file and the second."""
    for edition in ("1", "2"):
        (tmp_path / f"..{edition}").mkdir()
        for name in ("a.yaml", "b.yaml"):
            (tmp_path / f"..{edition}" / name).write_text(f"version: {edition}\n")
            (tmp_path / name).unlink(missing_ok=True)
            (tmp_path / name).symlink_to(f"..data/{name}")
    data = tmp_path / "..data"
    data.symlink_to("..1")

    def swapping(path: Path, name: str, **terms: object) -> str | Fault:
        text = text_of(path, name, **terms)  # type: ignore[arg-type]
        if path.name == "a.yaml" and text == "version: 1\n":
            data.unlink()
            data.symlink_to("..2")
        return text

    monkeypatch.setattr("adapters.config.yaml_folder.text_of", swapping)
    found = files_of(tmp_path)
    assert isinstance(found, tuple)
    assert [file.text for file in found] == ["version: 2\n", "version: 2\n"]


def test_what_never_stands_still_is_a_fault_in_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(TEXT)

    def growing(path: Path, name: str, **terms: object) -> str | Fault:
        path.write_text(path.read_text() + TEXT)
        return TEXT

    monkeypatch.setattr("adapters.config.yaml_folder.text_of", growing)
    found = files_of(path)
    assert isinstance(found, Fault)
    assert found.code == "file-changing"


def test_names_that_are_no_text_are_shown_in_letters(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xff\n.yaml")).write_bytes(b"version: 1\n")
    assert names(tmp_path) == ["\N{REPLACEMENT CHARACTER}\\n.yaml"]
