"""`limen key new`: what it prints is what the gateway takes; the key goes elsewhere than its entry."""

import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from adapters.config.key_lists import keys_in
from entrypoints.cli.main import app


def new(*words: str) -> Result:
    return CliRunner().invoke(app, ["key", "new", "--owner", "partner-a", *words])


def test_the_entry_can_be_appended_to_a_file_of_keys_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "keys.yaml"
    made = [new("--role", "viewer", "--permission", "orders:read", "--tenant", "acme", "--expires", "90d"), new()]
    file.write_text("keys:\n" + "".join(one.stdout for one in made))
    first, second = keys_in(file)
    assert (first.owner.text, first.claims) == ("partner-a", {"tenant": "acme"})
    assert [one.text for one in (*first.roles, *first.permissions)] == ["viewer", "orders:read"]
    assert first.expires is not None
    until = datetime.fromtimestamp(first.expires, UTC) - datetime.now(UTC)
    assert timedelta(days=89) < until <= timedelta(days=90)
    assert second.expires is None
    assert first.id.text != second.id.text


def test_the_key_is_shown_once_apart_from_its_entry() -> None:
    told = new()
    key = told.stderr.splitlines()[-1]
    assert key.startswith("limen_")
    assert key not in told.stdout
    assert f"sha256:{sha256(key.encode()).hexdigest()}" in told.stdout


def test_a_machine_gets_both_as_json() -> None:
    told = json.loads(new("--json", "--expires", "12h").stdout)
    assert told["entry"]["hash"] == f"sha256:{sha256(told['key'].encode()).hexdigest()}"
    assert set(told["entry"]) == {"id", "hash", "owner", "expires"}


@pytest.mark.parametrize("span", ["90", "0d", "-1d", "1y", "d", "1.5d", "123456d"])
def test_a_span_without_a_unit_or_a_number_is_wrong_usage(span: str) -> None:
    told = new("--expires", span)
    assert told.exit_code == 2
    assert told.stdout == ""


@pytest.mark.parametrize("owner", ['say "hi": # no', "zoë", "{a: b}", "null"])
def test_any_owner_comes_back_as_it_was(tmp_path: Path, owner: str) -> None:
    file = tmp_path / "keys.yaml"
    entry = CliRunner().invoke(app, ["key", "new", "--owner", owner]).stdout
    file.write_text("keys:\n" + entry)
    [found] = keys_in(file)
    assert found.owner.text == owner
