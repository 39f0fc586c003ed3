"""The large configuration is what the benchmark says that it is, without a fault, and its cases hold."""

from pathlib import Path

import pytest

from entrypoints.testing.configuration import load
from tests.performance import large
from tests.performance.decisions import BEGIN, END, PAGE, Took, table


def test_it_has_as_many_routes_and_roles_as_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large, "SERVICES", 20)
    (tmp_path / "keys.json").write_text("{}")
    file = tmp_path / "gateway.yaml"
    file.write_text(large.configuration())
    plan = load(file).plan
    assert (len(plan.routes), len(plan.roles.roles), len(plan.upstreams)) == (100, 200, 100)
    assert large.flipped(large.configuration()) != large.configuration()


def test_its_cases_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from typer.testing import CliRunner

    from entrypoints.cli.main import app

    monkeypatch.setattr(large, "SERVICES", 20)
    for name, text in (
        ("gateway.yaml", large.configuration()),
        ("a.cases.yaml", large.cases()),
        ("keys.json", "{}"),
    ):
        (tmp_path / name).write_text(text)
    told = CliRunner().invoke(app, ["test", "-c", str(tmp_path / "gateway.yaml")])
    assert told.stdout.startswith("200 cases: 200 passed")


def test_what_takes_longer_than_its_limit_is_said_to_have_missed_it() -> None:
    lines = table({"test": Took(3.5, 3.0), "check": Took(1.0, 0.9), "matrix": Took(9.0, 8.0)}).splitlines()
    assert lines[2:] == [
        "| `limen test` | ≤ 3 | 3.50 | 3.00 | missed |",
        "| `limen check` | ≤ 5 | 1.00 | 0.90 | held |",
        "| `limen matrix` |  | 9.00 | 8.00 |  |",
    ]


def test_the_page_has_the_place_where_figures_go() -> None:
    page = PAGE.read_text()
    assert 0 < page.index(BEGIN) < page.index(END)
