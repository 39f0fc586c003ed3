"""Faults on a terminal and as JSON: the line and where it is wrong, and colours only where somebody sees them."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from application.ports.config import Excerpt
from domain.spec.fault import Fault
from domain.spec.place import Place
from entrypoints.cli.main import app
from entrypoints.cli.telling import MOST, plain, tell, told
from entrypoints.fault_documents import page_of

FAULT = Fault(Place("a.yaml", 3, 5), "key-unknown", "key `x` is unknown here", "did you mean `y`?")
SHOWN = """\
a.yaml:3:5: key `x` is unknown here; did you mean `y`? [key-unknown]
    3 |   a: x
      |     ^
      = docs/reference/faults.md#key-unknown"""


def test_a_fault_is_told_with_its_line_and_a_caret() -> None:
    assert told(FAULT, Excerpt("  a: x", 5), width=80, style=plain) == SHOWN


def test_without_a_line_there_is_no_caret() -> None:
    assert told(FAULT, None, width=80, style=plain).count("\n") == 1


@pytest.mark.parametrize("variable", ["", "1"])
def test_nobody_gets_colours_who_wants_none(
    variable: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NO_COLOR", variable)
    tell([FAULT], lambda _: Excerpt("  a: x", 5), as_json=False)
    assert capsys.readouterr().err == SHOWN + "\n"  # what is captured is no terminal


def test_colours_change_nothing_but_colours() -> None:
    coloured = told(FAULT, Excerpt("  a: x", 5), width=80, style=lambda text, **_: f"<{text}>")
    assert coloured.replace("<", "").replace(">", "") == SHOWN
    assert "[<key-unknown>]" in coloured


def test_json_has_the_line_without_its_secret_and_the_page(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("version: 1\nidentity: {revocation: {redis: 'redis://r', password: hunter2, evry: 1s}}\n")
    done = CliRunner().invoke(app, ["check", "-c", str(path), "--json"])
    assert done.exit_code == 1
    [fault] = json.loads(done.stdout)["faults"]
    assert fault["text"] == "identity: {revocation: {redis: ***, password: ***, evry: 1s}}"
    assert fault["text"][fault["caret"] - 1 :].startswith("evry")
    assert fault["docs"] == page_of("key-unknown")
    assert fault["column"] == 64


def test_a_terminal_is_told_no_more_than_anybody_reads(capsys: pytest.CaptureFixture[str]) -> None:
    tell([FAULT] * (MOST + 7), lambda _: None, as_json=False)
    told_lines = capsys.readouterr().err.splitlines()
    assert sum(line.endswith("[key-unknown]") for line in told_lines) == MOST
    assert told_lines[-1] == "… and 7 more, which `--json` has too"
