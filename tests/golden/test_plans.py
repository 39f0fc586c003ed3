"""Configs in, plans out, as readable text: NAME.yaml beside NAME.txt, and the shop."""

import pickle
from pathlib import Path

import pytest

from adapters.config.yaml_source import YamlConfigSource
from domain.plan.compile import compile_plan
from domain.plan.plan import Plan
from domain.spec.spec import Spec
from tests.golden.plan_text import plan_text

FOLDER = Path(__file__).parent / "plans"
SHOP = Path(__file__).parents[2] / "docs/examples/shop/gateway.yaml"
ENVIRONMENT = {"ORDERS_WEIGHT": "3", "JWT_SECRET": "x" * 64, "KEY_HASH": "ab" * 32}


def plan_of(file: Path) -> Plan:
    spec = YamlConfigSource(file, ENVIRONMENT).read().spec
    assert isinstance(spec, Spec), "\n".join(map(str, spec))
    plan = compile_plan(spec)
    assert isinstance(plan, Plan), "\n".join(map(str, plan))
    return plan


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.yaml")))
def test_a_config_becomes_exactly_this_plan(name: str) -> None:
    assert plan_text(plan_of(FOLDER / f"{name}.yaml")) == (FOLDER / f"{name}.txt").read_text()


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.yaml") if path.stem != "shop"))
def test_a_plan_that_has_travelled_between_processes_is_the_same(name: str) -> None:
    assert (
        plan_text(pickle.loads(pickle.dumps(plan_of(FOLDER / f"{name}.yaml")))) == (FOLDER / f"{name}.txt").read_text()
    )


def test_the_shop_is_without_fault_and_becomes_exactly_this_plan() -> None:
    assert plan_text(plan_of(SHOP)) == (FOLDER / "shop.txt").read_text()


def test_no_plan_shows_a_secret() -> None:
    assert not [path.name for path in FOLDER.glob("*.txt") if "xxxx" in path.read_text()]
