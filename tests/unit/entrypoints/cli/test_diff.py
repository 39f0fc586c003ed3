"""`limen diff`, called as a user calls it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from entrypoints.cli.main import app
from tests.unit.application.house import CONFIG

OPENED = CONFIG.replace('require: {permission: "orders:write"}', "require: {role: viewer}")
CLOSED = CONFIG.replace("require: public", "require: authenticated")
AUDIENCE = CONFIG.replace("audience: [shop]", "audience: [shop, else]")


@pytest.fixture
def here(tmp_path: Path) -> Path:
    for name, text in {"old": CONFIG, "opened": OPENED, "closed": CLOSED, "audience": AUDIENCE}.items():
        (tmp_path / f"{name}.yaml").write_text(text)
    return tmp_path


def run(here: Path, new: str, *more: str) -> Result:
    return CliRunner().invoke(app, ["diff", str(here / "old.yaml"), str(here / f"{new}.yaml"), *more])


def test_nothing_changes_is_said(here: Path) -> None:
    done = run(here, "old", "--fail-on", "any")
    assert (done.exit_code, done.stdout) == (0, "nothing changes: every request has the outcome that it had\n")


def test_a_class_is_told_with_the_command_that_shows_it(here: Path) -> None:
    done = run(here, "opened")
    assert done.exit_code == 0
    assert "OPENED: 403 permission-missing -> let in\n  route new-order\n  by main, role viewer\n" in done.stdout
    assert f"limen explain -c {here}/opened.yaml POST http://any.example/orders --role viewer" in done.stdout


def test_what_is_not_compared_further_is_told(here: Path) -> None:
    assert "  issuer main: other validity.audience (may open)" in run(here, "audience").stdout


def test_what_machines_read_says_the_same(here: Path) -> None:
    found = json.loads(run(here, "opened", "--json").stdout)
    (change,) = found["changes"]
    assert (change["kind"], change["routes"], change["roles"]) == ("opened", "new-order", ["viewer"])
    assert change["explain"].startswith("limen explain")
    assert (found["may_open"], found["settings"]) == (True, [])


@pytest.mark.parametrize(
    ("new", "fail_on", "code"),
    [("opened", "opened", 1), ("closed", "opened", 0), ("closed", "any", 1), ("audience", "opened", 1)],
)
def test_it_fails_on_what_it_is_told_to(here: Path, new: str, fail_on: str, code: int) -> None:
    assert run(here, new, "--fail-on", fail_on).exit_code == code
