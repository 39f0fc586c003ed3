"""`limen replay`, called as a user calls it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from entrypoints.cli.main import app

OLD = """version: 1
upstreams: {a: {targets: [{url: "http://127.0.0.1:9"}]}}
identity:
  issuers:
    main:
      issuer: https://i.example
      audience: [x]
      algorithms: [HS256]
      keys: {secret: "a secret of thirty-two bytes at least"}
permissions: {roles: {viewer: {grants: ["a:read"]}}}
routes:
  all: {match: "GET /a/{rest*}", to: a, require: {role: viewer}}
"""
CALL = {
    "event": "request", "method": "GET", "path": "/a/b", "host": "h", "client": "9.9.9.9", "route": "all",
    "subject": "alice", "credential": "main", "status": 403, "reason": "role-missing",
    "time": "2026-11-26T08:00:00.000000Z",
}  # fmt: skip


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "old.yaml").write_text(OLD)
    (tmp_path / "new.yaml").write_text(OLD.replace("{role: viewer}", "authenticated"))
    lines = [
        CALL,
        {**CALL, "roles": ["viewer"], "status": 200, "reason": None, "upstream": "a"},
        {**CALL, "reason": "x"},
    ]
    (tmp_path / "log").write_text("".join(json.dumps(line) + "\n" for line in lines) + "foreign\n")
    return tmp_path


def run(here: Path, new: str, *more: str) -> Result:
    return CliRunner().invoke(app, ["replay", str(here / "log"), "-c", str(here / new), *more])


def test_flips_are_listed_with_the_lines_they_come_from(here: Path) -> None:
    done = run(here, "new.yaml")
    assert done.exit_code == 0
    assert done.stdout.splitlines()[0] == "2 calls judged: 1 would end otherwise, 1 as they did"
    assert "OPENED: 403 role-missing -> sent to a" in done.stdout
    assert f"{here}/log:1\n" in done.stdout
    assert "not judged: 1" in done.stdout
    assert "1 lines about something else" in done.stdout


def test_what_machines_read_says_the_same(here: Path) -> None:
    found = json.loads(run(here, "new.yaml", "--json").stdout)
    (flip,) = found["flips"]
    assert (flip["change"], flip["count"], flip["places"]) == ("opened", 1, [f"{here}/log:1"])
    assert (found["judged"], found["foreign"], found["not_judged"][0]["count"]) == (2, 1, 1)


@pytest.mark.parametrize(
    ("new", "fail_on", "code"),
    [("new.yaml", "opened", 1), ("new.yaml", "any", 1), ("old.yaml", "any", 0), ("old.yaml", "opened", 0)],
)
def test_it_fails_on_what_it_is_told_to(here: Path, new: str, fail_on: str, code: int) -> None:
    assert run(here, new, "--fail-on", fail_on).exit_code == code


def test_a_log_that_cannot_be_read_is_wrong_usage(here: Path) -> None:
    done = CliRunner().invoke(app, ["replay", str(here / "nowhere"), "-c", str(here / "new.yaml")])
    assert done.exit_code == 2
    assert "the log cannot be read" in done.stderr


def test_a_configuration_with_faults_ends_it(here: Path) -> None:
    (here / "bad.yaml").write_text("version: 2\n")
    assert run(here, "bad.yaml").exit_code == 1


def test_a_log_of_something_else_is_not_taken_for_one_in_which_nothing_changes(here: Path) -> None:
    (here / "log").write_text("foreign\nforeign\n")
    done = run(here, "new.yaml", "--fail-on", "opened")
    assert done.exit_code == 2
    assert done.stderr == "no line of it is about a call; is this the gateway's access log?\n"


def test_a_log_without_a_line_changes_nothing(here: Path) -> None:
    (here / "log").write_text("")
    assert run(here, "new.yaml", "--fail-on", "opened").exit_code == 0
