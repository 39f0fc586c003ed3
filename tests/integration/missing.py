"""What a test needs and this machine lacks: such tests are skipped, and say what for; in CI they fail."""

import os
import shutil

import pytest


def require(*programs: str) -> None:
    missing = [program for program in programs if shutil.which(program) is None]
    if missing:
        absent(" and ".join(missing))


def absent(what: str) -> None:
    (pytest.fail if "CI" in os.environ else pytest.skip)(f"needs {what}")
