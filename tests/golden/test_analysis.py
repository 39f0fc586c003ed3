"""Planted defects in, findings out, word for word: NAME.yaml beside NAME.txt. And files in which nothing is found."""

from pathlib import Path

import pytest

from adapters.config.yaml_source import YamlConfigSource
from application.analysing import analysed
from application.objections import objections
from domain.plan.compile import compile_plan
from domain.plan.findings import SEVERITIES
from domain.plan.plan import Plan

FOLDER = Path(__file__).parent / "analysis"
SHOP = Path(__file__).parents[2] / "docs/examples/shop/gateway.yaml"
ENVIRONMENT = {"JWT_SECRET": "x" * 64}
NAMES = sorted(path.stem for path in FOLDER.glob("planted/*.yaml"))
CLEAN = sorted(path.stem for path in FOLDER.glob("clean/*.yaml"))
PROVEN = {"invariant-broken"}


def told(name: str) -> str:
    edition = YamlConfigSource(Path(name), ENVIRONMENT).read()
    plan = compile_plan(edition.spec) if not isinstance(edition.spec, tuple) else edition.spec
    assert isinstance(plan, Plan), "\n".join(map(str, plan))
    faults = [("fault", fault) for fault in objections(plan) if fault.code not in SEVERITIES]
    found = [(one.severity.value, one.fault) for one in analysed(edition, plan)]
    return "".join(f"{severity}: {fault}\n" for severity, fault in (*faults, *found))


@pytest.mark.parametrize("name", NAMES)
def test_a_planted_defect_is_found_and_nothing_else(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    assert told(f"planted/{name}.yaml") == Path(f"planted/{name}.txt").read_text()


@pytest.mark.parametrize("name", CLEAN)
def test_in_a_clean_file_nothing_is_found(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    assert told(f"clean/{name}.yaml") == ""


def test_in_the_shop_nothing_is_found() -> None:
    assert told(str(SHOP)) == ""


def test_there_are_enough_of_both_and_every_code_is_met() -> None:
    assert len(NAMES) >= 40
    assert len(CLEAN) >= 20
    written = "".join(path.read_text() for path in FOLDER.glob("planted/*.txt"))
    assert [code for code in {*SEVERITIES, *PROVEN} - {"policy-undecided"} if f"[{code}]" not in written] == []
