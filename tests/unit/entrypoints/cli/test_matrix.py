"""`limen matrix`, called as a user calls it."""

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from entrypoints.cli.main import app
from tests.unit.application.house import CONFIG

MANY = "".join(f'    team-{number}: {{grants: ["t{number}:x"]}}\n' for number in range(60))
USING = "".join(f'  t{n}: {{match: /t{n}, to: orders, require: {{permission: "t{n}:x"}}}}\n' for n in range(60))


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "gateway.yaml").write_text(CONFIG)
    (tmp_path / "many.yaml").write_text(CONFIG.replace("upstreams:\n", MANY + "upstreams:\n") + USING)
    return tmp_path


def run(here: Path, *more: str, name: str = "gateway") -> Result:
    return CliRunner().invoke(app, ["matrix", "-c", str(here / f"{name}.yaml"), *more])


def test_a_table_has_a_line_a_route_and_a_letter_a_condition(here: Path) -> None:
    lines = run(here).stdout.splitlines()
    assert lines[0].split() == ["route", "anonymous", "authenticated", "viewer", "manager"]
    assert lines[1].split() == ["list-orders", "GET,HEAD", "/orders", "no", "no", "yes", "yes"]
    assert lines[3].split()[-3:] == ["a", "a", "a"]
    assert lines[-1] == "a: if the subject named by {who}"


def test_what_would_be_too_wide_is_a_list(here: Path) -> None:
    told = run(here, name="many").stdout
    assert "t7  any method /t7\n  yes: team-7\n  no: anonymous, authenticated, viewer," in told
    assert "more of 64" in told


def test_roles_and_routes_can_be_asked_for(here: Path) -> None:
    lines = run(here, "--role", "team-1", "--route", "t1", "--route", "t2*", name="many").stdout.splitlines()
    assert lines[0].split() == ["route", "anonymous,", "authenticated", "team-1"]
    assert [line.split()[0] for line in lines[1:]] == ["t1", "t2", *(f"t2{n}" for n in range(10))]
    assert "no role of the configuration is nobody" in run(here, "--role", "nobody").stderr


def test_csv_has_a_column_a_kind_of_caller(here: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run(here, "--csv").stdout)))
    assert (rows[0]["route"], rows[0]["methods"], rows[0]["anonymous"], rows[0]["viewer"]) == (
        "list-orders",
        "GET,HEAD",
        "denied",
        "allowed",
    )
    assert rows[2]["viewer"] == "depends: the subject named by {who}"


def test_json_says_the_same(here: Path) -> None:
    found = json.loads(run(here, "--json").stdout)
    assert found[2]["callers"]["viewer"] == {"outcome": "depends", "on": "the subject named by {who}"}
    assert found[3]["path"] == "/open/{rest*}"


def test_a_page_is_written_and_asks_nobody_for_anything(here: Path) -> None:
    done = run(here, "--html", str(here / "matrix.html"))
    page = (here / "matrix.html").read_text()
    assert (done.exit_code, done.stdout) == (0, "")
    assert "default-src 'none'" in page
    assert "http" not in page.replace("http-equiv", "")
    assert '<td class="y">✓</td>' in page


def test_a_caller_can_be_described(here: Path) -> None:
    who = 'clerk={"roles": ["viewer"], "subject": "me", "claims": {"tenant": "acme"}}'
    head, first, *_ = run(here, "--role", "manager", "--as", who).stdout.splitlines()
    assert head.split()[-1] == "clerk"
    assert first.split()[-1] == "yes"


@pytest.mark.parametrize(
    "wrong",
    ["clerk", "=1", "clerk={", "clerk=[]", 'clerk={"role": []}', 'clerk={"roles": "a"}', 'clerk={"claims": []}'],
)
def test_a_caller_that_cannot_be_read_is_wrong_usage(here: Path, wrong: str) -> None:
    assert run(here, "--as", wrong).exit_code == 2


def test_one_form_at_a_time(here: Path) -> None:
    assert run(here, "--csv", "--json").exit_code == 2


def test_a_page_that_cannot_be_written_is_told_in_a_line(here: Path) -> None:
    done = run(here, "--html", str(here / "no" / "such.html"))
    assert done.exit_code == 2
    assert done.stderr == f"{here}/no/such.html: can't be written: no such file or directory\n"
