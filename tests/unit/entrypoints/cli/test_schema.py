"""`limen schema`: one JSON document on standard output."""

import json

from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from entrypoints.cli.main import app


def test_the_schema_is_printed_as_json() -> None:
    told = CliRunner().invoke(app, ["schema"])
    assert told.exit_code == 0
    printed = json.loads(told.stdout)
    Draft202012Validator.check_schema(printed)
    assert printed["properties"].keys() >= {"version", "server", "identity", "permissions", "upstreams", "routes"}
