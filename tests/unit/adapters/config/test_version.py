"""Which versions of the file are read, and what is said of each other one."""

from pathlib import Path

import pytest

from adapters.config.yaml_source import YamlConfigSource
from domain.spec.spec import Spec
from tests.fakes.gateway_text import read

ROUTES = "routes: {hello: {match: GET /, respond: {text: hello}, require: public}}\n"
NEWER = "version {} of the file is newer than this Limen, which reads version 1"
TAKE = "take a newer Limen, or write the file in version 1"


def told(text: str, **environment: str) -> list[str]:
    found = read(text, **environment)
    return [] if isinstance(found, Spec) else [str(fault).partition(": ")[2] for fault in found]


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ("2", f"{NEWER.format(2)}; {TAKE} [version-newer]"),
        ("17", f"{NEWER.format(17)}; {TAKE} [version-newer]"),
        ('"1"', "the version is a number, and this is text; `version: 1`, without quotes [version-unsupported]"),
        ("0", "there is no version `0` of the file; `version: 1` [version-unsupported]"),
        ("-1", "there is no version `-1` of the file; `version: 1` [version-unsupported]"),
        ("1.0", "there is no version `1.0` of the file; `version: 1` [version-unsupported]"),
        ("01", "there is no version `01` of the file; `version: 1` [version-unsupported]"),
        ("one", "there is no version `one` of the file; `version: 1` [version-unsupported]"),
        ("", "the version of the file is not said; `version: 1` [version-unsupported]"),
        ("${V}", "no variable says which version a file is written in; `version: 1` [version-unsupported]"),
        ("[1]", "text is expected here, not a list [type-wrong]"),
    ],
)
def test_another_version_is_a_fault_that_says_what_to_do(version: str, said: str) -> None:
    assert told(f"version: {version}\n{ROUTES}", V="1") == [said]


def test_a_file_without_a_version_is_a_fault() -> None:
    assert told(ROUTES) == ["`version` is missing [key-missing]"]


def test_version_1_is_read() -> None:
    assert told(f"version: 1\n{ROUTES}") == []


def test_of_a_newer_file_nothing_else_is_told() -> None:
    assert len(told(f"version: 2\nlater: yes\n{ROUTES}")) == 1
    assert len(told(f"version: 0\nlater: yes\n{ROUTES}")) == 2


def test_of_a_folder_with_a_newer_file_only_that_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(f"version: 1\nlater: yes\n{ROUTES}")
    (tmp_path / "b.yaml").write_text("version: 2\nlater: yes\n")
    found = YamlConfigSource(tmp_path, {}).read().spec
    assert isinstance(found, tuple)
    assert [fault.code for fault in found] == ["version-newer"]
