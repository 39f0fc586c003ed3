"""What makes one edition another: texts, names of files, variables and secrets that came into play."""

from pathlib import Path

from adapters.config.yaml_source import YamlConfigSource

TEXT = """\
version: 1
identity: {issuers: {main: {issuer: tests, audience: [a], keys: {secret: {file: secret}}, algorithms: [HS256]}}}
upstreams: {orders: {targets: [{url: "http://${HOST:-orders}:8080"}]}}
routes: {list: {match: "GET /orders", to: orders, require: public}}
"""
SECRET = "s" * 64


def write(folder: Path, text: str = TEXT, secret: str = SECRET, name: str = "gateway.yaml") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "secret").write_text(secret)
    (folder / name).write_text(text)
    return folder / name


def hash_of(path: Path, **environment: str) -> str:
    return YamlConfigSource(path, environment).read().hash


def test_the_same_files_have_the_same_hash_wherever_they_lie(tmp_path: Path) -> None:
    here, there = write(tmp_path / "here"), write(tmp_path / "there")
    assert hash_of(here) == hash_of(there) == hash_of(here)
    assert len(hash_of(here)) == 64


def test_another_text_has_another_hash(tmp_path: Path) -> None:
    path = write(tmp_path)
    before = hash_of(path)
    assert hash_of(write(tmp_path, TEXT + "# one more\n")) != before


def test_another_secret_has_another_hash(tmp_path: Path) -> None:
    path = write(tmp_path)
    before = hash_of(path)
    assert hash_of(write(tmp_path, secret=SECRET + "t")) != before


def test_a_variable_counts_where_it_is_read(tmp_path: Path) -> None:
    path = write(tmp_path)
    assert hash_of(path, HOST="other") != hash_of(path)
    assert hash_of(path, HOST="") != hash_of(path)
    assert hash_of(path, ELSE="other") == hash_of(path)


def test_a_folder_is_another_when_a_file_is_renamed_added_or_hidden(tmp_path: Path) -> None:
    path = write(tmp_path)
    first = hash_of(tmp_path)
    (tmp_path / "more.yml").write_text("version: 1\n")
    second = hash_of(tmp_path)
    path.rename(tmp_path / "renamed.yaml")
    third = hash_of(tmp_path)
    (tmp_path / ".hidden.yaml").write_text("version: 1\n")
    (tmp_path / "notes.txt").write_text("version: 1\n")
    assert len({first, second, third}) == 3
    assert hash_of(tmp_path) == third


def test_a_faulty_edition_has_a_hash_too(tmp_path: Path) -> None:
    path = write(tmp_path, "version: 2\n")
    assert isinstance(YamlConfigSource(path, {}).read().spec, tuple)
    assert len({hash_of(path), hash_of(write(tmp_path, "version: 3\n")), hash_of(tmp_path / "gone.yaml")}) == 3
