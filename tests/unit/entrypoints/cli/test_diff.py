"""`limen diff`, called as a user calls it."""

import json
import re
import shlex
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


RICH = """version: 1
identity:
  issuers:
    main:
      issuer: https://idp.example
      audience: [shop]
      keys: {secret: "a secret of at least thirty-two bytes"}
      algorithms: [HS256]
      claims: {subject: uid, roles: realm.roles, permissions: scope, tenant: org}
      role_map: {Viewers: viewer, Bosses: boss}
permissions:
  roles: {viewer: {grants: ["orders:read"]}, boss: {inherits: [viewer]}}
  declared: ["orders:write"]
upstreams: {orders: {targets: [{url: "http://orders:8080"}]}}
routes:
  role: {match: /role, to: orders, require: {role: boss}}
  stated: {match: "POST /stated", to: orders, require: {permission: "orders:write"}}
  tenant: {match: "/t/{tenant}", to: orders, require: {claim: {tenant: "{tenant}"}}}
  plan: {match: /plan, to: orders, require: {all_of: [{claim: {plan.name: gold}}, {role: viewer}]}}
  head: {match: {path: /head, headers: {x-v: "2"}, query: {k: "a b"}}, to: orders, require: {header: {x-stage: beta}}}
  here: {match: /here, to: orders, require: {client: [192.0.2.0/24]}}
  now: {match: /now, to: orders, require: {time: {after: "2030-01-01T00:00:00Z"}}}
  fresh: {match: /fresh, to: orders, require: authenticated, step_up: {max_age: 5m}}
"""


def test_each_command_shows_what_it_is_said_to_show(here: Path) -> None:
    old, new = here / "rich.yaml", here / "loose.yaml"
    old.write_text(RICH)
    loose = re.sub(r"require: .*(?=, step_up)|require: .*(?=\}\n)", "require: authenticated", RICH)
    new.write_text(loose.replace(", step_up: {max_age: 5m}", ""))
    for before, after, kind in ((old, new, "opened"), (new, old, "closed")):
        done = CliRunner().invoke(app, ["diff", str(before), str(after), "--json"])
        changes = json.loads(done.stdout)["changes"]
        assert [(change["kind"], change["old_route"]) for change in changes] == [
            (kind, name) for name in ("role", "stated", "tenant", "plan", "head", "here", "now", "fresh")
        ]
        for change in changes:
            limen, *words = shlex.split(change["explain"])
            assert limen == "limen"
            at = words.index(str(after))
            for file, said in ((after, change["would_be"]), (before, change["was"])):
                told = CliRunner().invoke(app, [*words[:at], str(file), *words[at + 1 :], "--json"])
                decision = json.loads(told.stdout)["decision"]
                shown = (
                    f"{decision['status']} {decision['reason']}"
                    if decision["outcome"] == "refused"
                    else "sent to orders"
                )
                assert shown == said, (change, told.stdout)
