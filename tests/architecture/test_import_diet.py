"""What a server's process imports: a start is mostly imports, and what nobody asked for is not among them."""

import json
import subprocess
import sys

import pytest

from entrypoints.cli.commands import COMMANDS
from tests.architecture.tree import ROOT

# With what each would cost a start, and who needs it.
FROM_THE_SERVER = {
    "typer": "the command line",
    "rich": "Typer's and structlog's colours",
    "fastapi": "the pages: imported when one is asked for",
    "starlette": "FastAPI",
    "pydantic_settings": "dependency_injector, on the chance that it is there",
    "redis": "aiobreaker, on the chance that it is there; revocations, where a plan has them in one",
    "jwt": "tokens: imported where a plan has issuers",
    "cryptography": "PyJWT",
    "aiohttp": "keys over HTTP and WebSockets: imported where a plan or a call asks for them",
    "multipart": "the demo's sign-in",
    "entrypoints.demo": "the demo",
    "application.description": "the pages",
}
FROM_THE_ROOT = {"entrypoints.container", "entrypoints.serve", "asyncio", "pydantic", *FROM_THE_SERVER} - {"typer"}


def imported(statement: str) -> set[str]:
    """What a fresh interpreter has after `statement`."""
    code = f"import sys, json; {statement}; print(json.dumps(sorted(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    return set(json.loads(run.stdout))


def test_a_server_imports_nothing_that_only_others_need() -> None:
    there = imported("import entrypoints.container, entrypoints.serve.server, entrypoints.serve.worker")
    assert "entrypoints.serve.protocol" in there
    assert there & set(FROM_THE_SERVER) == set()


@pytest.mark.parametrize("name", ["serve", "check"])
def test_a_command_imports_no_other_command(name: str) -> None:
    there = imported(f"from entrypoints.cli.commands import COMMANDS, loaded; loaded('{name}')")
    assert {command for command in COMMANDS if f"entrypoints.cli.{command}" in there} == {name}
    assert there & (set(FROM_THE_SERVER) - {"typer"}) == set()


def test_who_asks_about_a_configuration_waits_for_no_server() -> None:
    there = imported("from entrypoints.cli.commands import loaded; loaded('check')")
    assert (
        there & {"entrypoints.container", "entrypoints.serve", "asyncio", "structlog", "application.gateway"} == set()
    )


def test_the_list_of_commands_imports_none_of_them() -> None:
    there = imported("import entrypoints.cli.main")
    assert "typer" in there
    assert there & FROM_THE_ROOT == set()


def test_what_was_kept_out_is_found_by_whoever_needs_it() -> None:
    assert {"fastapi", "rich", "pydantic_settings"} <= imported(
        "import entrypoints.diet, fastapi, rich, pydantic_settings"
    )
