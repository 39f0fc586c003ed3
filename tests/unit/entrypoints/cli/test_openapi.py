"""`limen openapi`, called as a user calls it."""

import json
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator
from typer.testing import CliRunner, Result

from entrypoints.cli.main import app
from tests.fakes.gateway_state import FakeGatewayState
from tests.unit.application.house import CONFIG, plan_of


@pytest.fixture
def here(tmp_path: Path) -> Path:
    file = tmp_path / "gateway.yaml"
    file.write_text(f"{CONFIG}  hidden: {{match: GET /hidden, to: orders, require: public, published: false}}\n")
    return file


def run(here: Path, *more: str) -> Result:
    return CliRunner().invoke(app, ["openapi", "-c", str(here), *more])


def paths(here: Path, *more: str) -> list[str]:
    result = run(here, *more)
    assert result.exit_code == 0, result.output
    document: Any = json.loads(result.stdout)
    OpenAPIV31SpecValidator(document).validate()
    return [path for path in document["paths"] if not path.startswith(("/health", "/ready", "/docs"))]


def test_it_prints_what_the_gateway_serves(here: Path) -> None:
    from fastapi.testclient import TestClient

    from entrypoints.http.app import build_app

    served = TestClient(build_app(FakeGatewayState(plan_of(here.read_text())))).get("/openapi.json").json()
    assert json.loads(run(here).stdout) == served


def test_what_is_shown_can_be_said(here: Path) -> None:
    assert paths(here) == paths(here, "--public") == ["/orders", "/orders/{who}", "/open/{rest}"]
    assert "/hidden" in paths(here, "--view", "everything")
    assert paths(here, "--view", "caller") == ["/open/{rest}"]


def test_a_caller_is_described_by_roles_and_permissions(here: Path) -> None:
    result: Any = json.loads(run(here, "--role", "viewer").stdout)
    assert list(result["paths"]["/orders"]) == ["get", "head"]
    assert "post" in json.loads(run(here, "--permission", "orders:write").stdout)["paths"]["/orders"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--role", "viewr"], "did you mean `viewer`?"),
        (["--view", "publik"], "did you mean `public`?"),
        (["--public", "--role", "viewer"], "one of --public"),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(here: Path, words: list[str], said: str) -> None:
    result = run(here, *words)
    assert result.exit_code == 2
    assert said in " ".join(result.output.replace("│", " ").split())


def test_a_file_is_needed_and_its_faults_are_told(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LIMEN_CONFIG", raising=False)
    assert CliRunner().invoke(app, ["openapi"]).exit_code == 2
    here.write_text("version: 1\n")
    assert run(here).exit_code == 1
