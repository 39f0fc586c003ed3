"""A rule that nothing can break is no rule: each is broken here, in a copy of the tree, and must notice."""

import shutil
from pathlib import Path

import pytest

from tests.architecture.contracts import CONTAINER, CONTRACTS, DRIVERS, INSIDE, ONE_WAY, STRANGERS, lint
from tests.architecture.imports import foreign, impure
from tests.architecture.tree import ROOMS, ROOT

VIOLATIONS = [
    (ONE_WAY, "domain/message", "import adapters"),
    (ONE_WAY, "domain/plan", "from application.exchange import Exchange"),
    (ONE_WAY, "application", "from entrypoints import cli"),
    (ONE_WAY, "adapters/tokens", "import entrypoints.cli"),
    (INSIDE, "domain/routing", "from domain.plan.plan import Plan"),
    (INSIDE, "domain/routing", "from domain.permissions.role import Role"),
    (INSIDE, "domain/spec", "from domain.message.headers import Headers"),
    (STRANGERS, "adapters/tokens", "from adapters import keys"),
    (CONTAINER, "entrypoints/http", "from adapters.tokens import anything"),
    (DRIVERS, "domain/identity", "import aiohttp"),
    (DRIVERS, "application", "import jwt"),
]
IMPURE = [
    "import asyncio",
    "import aiohttp",
    "import time",
    "import random",
    "import logging",
    "import os",
    "import adapters",
]
IMPURE += ["from datetime import datetime", "from urllib.request import urlopen", "def late():\n    import socket"]
FOREIGN = ["import jwt", "import adapters", "from entrypoints.cli import main", "from .ports import clock"]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for room in ROOMS:
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def plant(root: Path, room: str, line: str) -> None:
    (root / room / "planted.py").write_text(line + "\n")


def test_a_copy_with_nothing_planted_passes(copy: Path) -> None:
    run = lint(copy)
    assert run.returncode == 0, run.stdout + run.stderr
    assert impure(copy) + foreign(copy) == []


@pytest.mark.parametrize(("contract", "room", "line"), VIOLATIONS, ids=lambda value: value.partition(":")[0])
def test_an_import_against_a_contract_is_found_and_named(copy: Path, contract: str, room: str, line: str) -> None:
    plant(copy, room, line)
    run = lint(copy)
    assert run.returncode == 1, run.stdout + run.stderr
    assert f"{contract} BROKEN" in run.stdout
    assert f"{room.replace('/', '.')}.planted -> " in run.stdout


def test_every_contract_has_been_broken_once() -> None:
    assert {contract for contract, _, _ in VIOLATIONS} == CONTRACTS.keys()


@pytest.mark.parametrize("line", IMPURE)
def test_an_impure_import_in_the_domain_is_found_and_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "domain").mkdir()
    plant(tmp_path, "domain", line)
    [found] = impure(tmp_path)
    assert str(found).startswith("domain/planted.py:")
    assert found.module in line


@pytest.mark.parametrize("line", FOREIGN)
def test_a_foreign_import_in_the_application_is_found_and_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "application").mkdir()
    plant(tmp_path, "application", line)
    [found] = foreign(tmp_path)
    assert str(found) == f"application/planted.py:1 imports {found.module}"
    assert found.module in line
