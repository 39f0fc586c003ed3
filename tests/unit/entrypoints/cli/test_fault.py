"""A code is explained where the pages are not at hand."""

import pytest
from typer.testing import CliRunner

from entrypoints.cli.main import app
from entrypoints.faults import catalogue


def test_a_code_is_explained_with_its_examples() -> None:
    done = CliRunner().invoke(app, ["fault", "require-missing"])
    assert done.exit_code == 0
    assert done.stdout.startswith("require-missing: The route does not say who may call it")
    assert "Wrong:\n\n    routes:\n      hello:" in done.stdout
    assert "Right:\n\n    routes:\n      hello:" in done.stdout


def test_a_code_that_is_none_is_a_finding_with_the_nearest() -> None:
    done = CliRunner().invoke(app, ["fault", "key-unkown"])
    assert done.exit_code == 1
    assert "did you mean key-unknown?" in done.stderr


@pytest.mark.parametrize("code", catalogue())
def test_every_code_can_be_printed(code: str) -> None:
    done = CliRunner().invoke(app, ["fault", code])
    assert done.exit_code == 0
    assert all(line.isprintable() for line in done.stdout.splitlines())
