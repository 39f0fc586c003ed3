"""`limen check` on files that look wrong as a whole."""

import json
from typing import Any

import pytest

from tests.golden.test_analysis import ENVIRONMENT, FOLDER
from tests.unit.entrypoints.cli.test_commands import limen


@pytest.fixture(autouse=True)
def in_the_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER / "planted")
    monkeypatch.setenv("JWT_SECRET", ENVIRONMENT["JWT_SECRET"])


def findings(name: str) -> list[dict[str, Any]]:
    told = limen("check", "--json", "-c", f"{name}.yaml")
    assert told.exit_code == 0
    return list(json.loads(told.stdout)["findings"])


def test_a_finding_is_told_like_a_fault_with_its_severity() -> None:
    told = limen("check", "-c", "exposed-admin.yaml")
    assert told.exit_code == 0
    assert told.stderr.startswith("exposed-admin.yaml:23:3: warning: route `panel` is public")
    assert "   23 |   panel: " in told.stderr
    assert told.stdout.endswith("; 1 warning\n")


def test_warnings_count_where_somebody_is_strict_and_notes_do_not() -> None:
    assert limen("check", "--strict", "-c", "exposed-admin.yaml").exit_code == 1
    assert limen("check", "--strict", "-c", "role-idle.yaml").exit_code == 0
    assert limen("check", "--strict", "-c", "../clean/plain.yaml").exit_code == 0


def test_an_error_is_a_fault_and_ends_with_1_wherever_a_plan_is_read() -> None:
    told = limen("check", "-c", "shadowed-twice.yaml")
    assert told.exit_code == 1
    assert "[route-shadowed]" in told.stderr
    assert limen("routes", "-c", "shadowed-twice.yaml").exit_code == 1
    assert "[invariant-broken]" in limen("check", "-c", "invariant-route.yaml").stderr


def test_a_machine_is_told_the_witness_and_who_would_send_it() -> None:
    (found,) = findings("never-roles")
    assert (found["severity"], found["code"], found["about"], found["unknown"]) == (
        "warning",
        "policy-never-allows",
        "items",
        False,
    )
    assert found["witness"]["url"] == "http://any.example/items"
    assert found["witness"]["caller"]["subject"] == "someone"
    assert "witness" not in found["message"]


def test_a_machine_is_told_headers_and_that_there_is_no_caller_or_no_witness() -> None:
    (found,) = findings("ambiguous-headers")
    assert found["witness"]["headers"] == {"x-tenant": "acme", "x-stage": "beta"}
    assert "caller" not in found["witness"]
    (found,) = findings("upstream-unused")
    assert found["witness"] is None
