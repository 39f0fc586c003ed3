"""`limen init`: the first file is good, tidy and its own; what it leaves out is good as well."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from adapters.config.layout.formatting import formatted
from adapters.config.models_document import Document
from adapters.config.yaml_source import YamlTextSource
from domain.plan.compile import compile_plan
from domain.plan.plan import Plan
from domain.spec.spec import Spec
from entrypoints.cli.init import FIRST, first
from entrypoints.cli.main import app
from tests.property.editor import complaints, data_of

TEXT = first("s" * 43)
_LEFT_OUT = re.compile(r"( *)#([^ ].*)")


def limen(*words: object) -> Result:
    return CliRunner().invoke(app, list(map(str, words)))


def blocks() -> list[list[int]]:
    """The numbers of lines that belong to one setting left out: a key, and what is indented below it."""
    found: list[list[int]] = []
    for number, line in enumerate(TEXT.splitlines()):
        left_out = _LEFT_OUT.fullmatch(line)
        if left_out and not left_out[2].startswith(" "):
            found.append([number])
        elif found and found[-1][-1] == number - 1 and re.fullmatch(r" *#  .*", line):
            found[-1].append(number)
    return found


def with_lines(numbers: list[int]) -> str:
    lines = TEXT.splitlines()
    return "".join(f"{line.replace('#', '', 1) if n in numbers else line}\n" for n, line in enumerate(lines))


def plan_of(text: str) -> Plan:
    spec = YamlTextSource(text, "gateway.yaml", Path(), {}).read().spec
    assert isinstance(spec, Spec), "\n".join(map(str, spec))
    plan = compile_plan(spec)
    assert isinstance(plan, Plan), "\n".join(map(str, plan))
    return plan


def test_the_first_file_has_no_fault_and_is_tidy_and_fits_the_schema() -> None:
    plan = plan_of(TEXT)
    assert [route.name for route in plan.routes] == ["hello", "read-notes", "write-notes"]
    assert formatted(TEXT, "x") == TEXT
    assert complaints(data_of(TEXT)) == []


def test_every_section_of_the_format_is_there_and_explained() -> None:
    lines = TEXT.splitlines()
    sections = [number for number, line in enumerate(lines) if re.match(r"#?\w+:", line)]
    assert [lines[number].strip("#").partition(":")[0] for number in sections] == list(Document.model_fields)
    assert all(lines[number - 1].startswith("# ") for number in sections)


@pytest.mark.parametrize("block", blocks(), ids=lambda block: TEXT.splitlines()[block[0]].strip())
def test_what_is_left_out_is_good_when_it_counts(block: list[int]) -> None:
    text = with_lines(block)
    assert text != TEXT
    plan_of(text)
    assert formatted(text, "x") == text
    assert complaints(data_of(text)) == []


def test_all_of_what_is_left_out_may_count_together() -> None:
    text = with_lines([number for block in blocks() for number in block])
    assert len(blocks()) == 8
    assert len(plan_of(text).issuers) == 2
    assert not re.search(r"^ *#\S", text, re.MULTILINE)


def test_each_file_has_a_secret_of_its_own_and_the_next_two_commands_are_told(tmp_path: Path) -> None:
    one, other = tmp_path / "one.yaml", tmp_path / "other.yaml"
    told = limen("init", one)
    assert told.stdout == f"{one} is written. Next:\n\n  limen check -c {one}\n  limen serve -c {one}\n"
    assert limen("init", other).exit_code == 0
    assert one.read_text() != other.read_text()
    assert "SECRET}" in FIRST.read_text()
    assert "SECRET}" not in one.read_text()
    checked = limen("check", "--strict", "-c", one)
    assert (checked.exit_code, checked.stderr) == (0, "")
    token = limen("token", "mint", "-c", one, "--role", "reader").stdout.strip()
    assert "read-notes" in limen("token", "inspect", "-c", one, token).stdout
    assert limen("token", "inspect", "-c", other, token).exit_code == 1


def test_a_file_that_is_there_is_left_alone_unless_forced(tmp_path: Path) -> None:
    file = tmp_path / "gateway.yaml"
    file.write_text("mine\n")
    told = limen("init", file)
    assert (told.exit_code, told.stderr) == (1, f"{file} is there already; `--force` writes over it\n")
    assert file.read_text() == "mine\n"
    assert limen("init", "--force", file).exit_code == 0
    assert file.read_text().endswith(TEXT[-200:])


def test_without_a_name_it_is_called_gateway_yaml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert limen("init").exit_code == 0
    assert [file.name for file in tmp_path.iterdir()] == ["gateway.yaml"]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    told = limen("init", tmp_path / "nowhere" / "gateway.yaml")
    assert (told.exit_code, told.stderr.split(": ")[1:]) == (1, ["can't be written", "no such file or directory\n"])
