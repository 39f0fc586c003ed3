"""`limen openapi diff`, called as a user calls it."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from entrypoints.cli.main import app

PATHS = {"/orders": {"get": {"responses": {"200": {"description": "all"}}}}}


def saved(folder: Path, name: str, paths: Any, **more: Any) -> Path:
    file = folder / name
    file.write_text(json.dumps({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": paths, **more}))
    return file


def run(*words: object) -> Result:
    return CliRunner().invoke(app, ["openapi", "diff", *map(str, words)])


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return saved(tmp_path, "old.json", PATHS)


def test_what_is_gone_is_found_with_its_place_and_fails(old: Path, tmp_path: Path) -> None:
    told = run(old, saved(tmp_path, "new.json", {}))
    assert told.exit_code == 1
    assert f"{old}:1:" in told.stdout
    assert "breaking: GET /orders: it is gone [operation-removed]" in told.stdout
    assert told.stdout.endswith("1 breaking, 0 maybe, 0 compatible\n")


def test_what_breaks_nobody_is_counted_and_told_only_when_asked_for(old: Path, tmp_path: Path) -> None:
    new = saved(tmp_path, "new.json", {**PATHS, "/users": PATHS["/orders"]})
    assert run(old, new).exit_code == 0
    assert run(old, new).stdout == "0 breaking, 0 maybe, 1 compatible\n"
    assert "operation-added" in run(old, new, "--all").stdout


def test_what_may_break_fails_only_where_that_is_asked_for(old: Path, tmp_path: Path) -> None:
    new = saved(tmp_path, "new.json", PATHS, servers=[{"url": "https://api.example"}])
    assert "maybe: the addresses of the API are others" in run(old, new).stdout
    assert run(old, new).exit_code == 0
    assert run(old, new, "--strict").exit_code == 1


def test_a_change_of_many_operations_names_some_of_them(tmp_path: Path) -> None:
    def named(schema: Any) -> dict[str, Any]:
        body = {"requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/One"}}}}}
        return {"paths": {f"/{n}": {"post": body} for n in range(6)}, "components": {"schemas": {"One": schema}}}

    told = run(saved(tmp_path, "a.json", **named({})), saved(tmp_path, "b.json", **named({"type": "string"})))
    assert "POST /0, POST /1, POST /2, POST /3 and 2 more: " in told.stdout


def test_machines_get_pointers_and_places(old: Path, tmp_path: Path) -> None:
    told = json.loads(run(old, saved(tmp_path, "new.json", {}), "--json").stdout)
    (change,) = told.pop("changes")
    assert told == {"breaking": 1, "maybe": 0, "compatible": 0}
    assert change["pointer"] == "#/paths/~1orders/get"
    assert (change["document"], change["file"], change["operations"]) == ("old", str(old), ["GET /orders"])


def test_a_document_with_a_fault_is_wrong_usage_and_the_fault_is_told(old: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"openapi": "2.0"}')
    told = run(old, wrong)
    assert told.exit_code == 2
    assert f"{wrong}:1:" in told.stderr
    assert run(old, tmp_path / "missing.json").exit_code == 2
