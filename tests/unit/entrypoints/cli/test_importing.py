"""`limen import openapi`: a configuration that asks a person who may call, and is good once that is said."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from adapters.config.layout.formatting import formatted
from adapters.config.yaml_source import YamlConfigSource
from application.compiling import compiled
from domain.plan.plan import Plan
from entrypoints.cli.main import app
from tests.docs.documents import ORDERS_TEXT

RUNNER = CliRunner()


@pytest.fixture(name="file")
def _file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "orders.openapi.json").write_text(ORDERS_TEXT)
    return "orders.openapi.json"


def imported(*arguments: str) -> str:
    run = RUNNER.invoke(app, ["import", "openapi", *arguments])
    assert run.exit_code == 0, run.output
    return run.stdout


def codes(text: str) -> set[str]:
    Path("gateway.yaml").write_text(text)
    plan = compiled(YamlConfigSource(Path("gateway.yaml"), {}).read())
    return set() if isinstance(plan, Plan) else {fault.code for fault in plan}


def test_who_may_call_has_to_be_said_of_each_route(file: str) -> None:
    text = imported(file, "--upstream", "orders", "--prefix", "/shop")
    assert codes(text) == {"require-missing"}
    assert '  list-orders: {match: "GET /shop/orders", to: orders, rewrite: "/orders", contract: listOrders}' in text
    assert "  # tags: orders; scopes: orders:write\n" in text
    assert codes(text.replace("}  # require: …", ", require: public}")) == set()
    assert formatted(text, "-") == text


def test_paths_stay_as_they_are_without_a_prefix(file: str) -> None:
    assert '  read-order: {match: "GET /orders/{order_id}", to: upstream, contract: readOrder}' in imported(file)


def test_a_section_for_all_is_written_in_short(file: str) -> None:
    text = imported(file, "--short", "--prefix", "/shop")
    assert "    require_by: scopes\n" in text
    assert '    prefix: "/shop"\n' in text
    assert "permission-unknown" in codes(text)
    Path("bare.json").write_text(ORDERS_TEXT.replace('"security"', '"x-security"'))
    text = imported("bare.json", "--short")
    assert "    # require:\n    #   orders: {role: …}\n" in text
    assert "operation-unguarded" in codes(text)


def test_a_faulty_document_is_told_and_nothing_is_written(file: str) -> None:
    Path(file).write_text('{"openapi": }')
    run = RUNNER.invoke(app, ["import", "openapi", file])
    assert (run.exit_code, run.stdout) == (1, "")
    assert "[json-syntax]" in run.stderr
