"""The locked packages of the real issuer, installed beside their lock, once for each content of it.

Scripts of packages are not run. Two test processes may come at the same time: one installs, the other waits.
"""

import fcntl
import hashlib
import subprocess
from pathlib import Path

from tests.integration.missing import absent, require

OLDEST = 20
FOLDER = Path(__file__).parent
_STAMP = FOLDER / "node_modules" / ".limen"
_LOCK = FOLDER / "package-lock.json"


def require_node() -> None:
    """Skips where Node is missing or too old for oidc-provider (`crypto.hash`); in CI it fails."""
    require("node", "npm")
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    if int(version.removeprefix("v").partition(".")[0]) < OLDEST:
        absent(f"Node {OLDEST}, and not {version}")


def install() -> None:
    with _LOCK.open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        locked = hashlib.sha256(lock.read()).hexdigest()
        if not _STAMP.exists() or _STAMP.read_text() != locked:
            _npm_ci()
            _STAMP.write_text(locked)


def _npm_ci() -> None:
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"]
    outcome = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, timeout=180, check=False)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


if __name__ == "__main__":
    install()
