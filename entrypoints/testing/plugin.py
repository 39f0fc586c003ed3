"""The plugin for pytest: fixtures, cases as tests, and in the report of a test that failed what was decided in it.

Every run of pytest in an environment that has Limen imports this file: so it imports nothing of Limen before a test, or
a file of cases, asks for it.
"""

import sys
from collections.abc import Callable, Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from entrypoints.testing.settings import CONFIG

if TYPE_CHECKING:
    from entrypoints.testing.case_items import CaseFile

_DECIDING = "entrypoints.testing.deciding"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addini(CONFIG, "The configuration that limen_decide, limen_gateway and *.cases.yaml are about.")


def _configured(config: pytest.Config) -> Path | None:
    named = str(config.getini(CONFIG) or "")
    return config.rootpath / named if named else None


@pytest.fixture
def limen_config(pytestconfig: pytest.Config) -> Path:
    """The configuration's path: `limen_config` of pytest's own settings, else gateway.yaml. Override it as you like."""
    return _configured(pytestconfig) or pytestconfig.rootpath / "gateway.yaml"


@pytest.fixture
def limen_decide(limen_config: Path) -> Callable[..., Any]:
    """`limen_decide("GET /orders/1", role="viewer")`."""
    from functools import partial  # noqa: PLC0415

    from entrypoints.testing.deciding import decide  # noqa: PLC0415

    return partial(decide, limen_config)


@pytest.fixture
def limen_gateway(limen_config: Path) -> Callable[..., Any]:
    """`with limen_gateway({"orders": handler}) as gate: gate.request("GET /orders/1", role="viewer")`."""
    from functools import partial  # noqa: PLC0415

    from entrypoints.testing.in_process import gateway  # noqa: PLC0415

    return partial(gateway, limen_config)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "CaseFile | None":
    """Files of cases, where the settings of pytest say which configuration they are about."""
    if not file_path.name.endswith((".cases.yaml", ".cases.yml")) or _configured(parent.config) is None:
        return None
    from entrypoints.testing.case_items import CaseFile  # noqa: PLC0415

    found: CaseFile = CaseFile.from_parent(parent, path=file_path)
    return found


def pytest_runtest_setup() -> None:
    if _DECIDING in sys.modules:
        sys.modules[_DECIDING].LATEST.clear()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when == "call" and report.failed and _DECIDING in sys.modules:
        for decision in sys.modules[_DECIDING].LATEST:
            report.sections.append((f"limen: {decision!r}", str(decision)))
    return report
