"""import-linter's contracts as written in pyproject.toml, and a run of them over any tree."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

from tests.architecture.tree import ROOT

ONE_WAY = "Imports run one way: entrypoints > adapters > application > domain"
INSIDE = (
    "Inside the domain: analysis > plan > openapi > contract | composition | permissions | routing"
    " | upstream > identity > message | spec"
)
STRANGERS = "Adapters do not know each other"
CONTAINER = "Only the container names adapters"
DRIVERS = "The application knows no driver"

LINTER: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
CONTRACTS: dict[str, dict[str, Any]] = {contract["name"]: contract for contract in LINTER["contracts"]}


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"]
    wide = {**os.environ, "COLUMNS": "300"}  # a contract's name stays on one line
    return subprocess.run(command, cwd=root, env=wide, capture_output=True, text=True, check=False, timeout=60)
