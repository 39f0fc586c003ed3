"""The last good configuration: kept in one step, as it was written, for nobody else to read."""

import json
from pathlib import Path

import pytest

from adapters.config.json_last_good import NAME, JsonLastGood
from adapters.config.yaml_source import YamlConfigSource
from domain.spec.spec import Spec

TEXT = """version: 1
identity:
  issuers: {main: {issuer: "https://idp.example", audience: [a], algorithms: [HS256], keys: {secret: "${KEY}"}}}
upstreams: {one: {targets: [{url: "http://one"}]}}
routes: {all: {match: "/{rest*}", to: one, require: public}}
"""
ENVIRONMENT = {"KEY": "a secret of at least thirty-two bytes"}


def kept(folder: Path, path: Path) -> JsonLastGood:
    return JsonLastGood(folder, path, ENVIRONMENT)


def written(tmp_path: Path) -> Path:
    path = tmp_path / "gateway.yaml"
    path.write_text(TEXT)
    return path


def test_what_was_kept_is_read_as_it_was_with_the_variables_of_now(tmp_path: Path) -> None:
    path = written(tmp_path)
    edition = YamlConfigSource(path, ENVIRONMENT).read()
    last_good = kept(tmp_path / "a" / "b", path)
    assert last_good.source() is None
    assert last_good.keep(edition.hash, edition.texts) is None
    path.write_text("bad")
    source = last_good.source()
    assert source is not None
    again = source.read()
    assert isinstance(again.spec, Spec)
    assert (again.hash, again.files, again.spec) == (edition.hash, edition.files, edition.spec)
    without = JsonLastGood(tmp_path / "a" / "b", path, {}).source()
    assert without is not None
    assert isinstance(without.read().spec, tuple), "its variable is not there any more"


def test_the_file_is_its_owners_alone_and_holds_no_value_of_a_variable(tmp_path: Path) -> None:
    path = written(tmp_path)
    edition = YamlConfigSource(path, ENVIRONMENT).read()
    folder = tmp_path / "kept"
    kept(folder, path).keep(edition.hash, edition.texts)
    assert [(file.name, file.stat().st_mode & 0o777) for file in folder.iterdir()] == [(NAME, 0o600)]
    assert "thirty-two" not in (folder / NAME).read_text()
    assert json.loads((folder / NAME).read_text())["edition"] == edition.hash


def test_a_folder_of_files_is_kept_whole(tmp_path: Path) -> None:
    folder = tmp_path / "config"
    folder.mkdir()
    parts = TEXT.splitlines(keepends=True)
    (folder / "a.yaml").write_text("".join(parts[:4]))
    (folder / "b.yaml").write_text(parts[0] + parts[4])
    edition = YamlConfigSource(folder, ENVIRONMENT).read()
    assert isinstance(edition.spec, Spec), edition.spec
    last_good = kept(tmp_path / "kept", folder)
    last_good.keep(edition.hash, edition.texts)
    source = last_good.source()
    assert source is not None
    assert source.read().hash == edition.hash


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 1}', '{"format": 2, "files": []}', '{"files": [1]}'])
def test_what_somebody_else_has_left_there_is_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / NAME).write_text(text)
    assert kept(tmp_path, tmp_path / "gateway.yaml").source() is None


def test_what_was_left_behind_by_whoever_was_killed_is_overwritten(tmp_path: Path) -> None:
    path = written(tmp_path)
    edition = YamlConfigSource(path, ENVIRONMENT).read()
    (tmp_path / "last-good.next").write_text("half")
    last_good = kept(tmp_path, path)
    assert last_good.source() is None
    assert last_good.keep(edition.hash, edition.texts) is None
    assert last_good.source() is not None


def test_where_nothing_can_be_written_it_says_why(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    why_not = kept(tmp_path / "file", tmp_path / "gateway.yaml").keep("a", ())
    assert why_not is not None
    assert "file" in why_not
