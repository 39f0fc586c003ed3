"""What a running gateway has refused, explained afterwards by its admin address, whichever worker had decided it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.serving import ROOT, Served, call, until

pytestmark = pytest.mark.e2e
CONFIG = """
version: 1
identity:
  issuers:
    main:
      issuer: https://idp.example
      audience: [shop]
      keys: {secret: "a secret of at least thirty-two bytes"}
      algorithms: [HS256]
      claims: {roles: roles}
permissions: {roles: {viewer: {}, manager: {}}}
upstreams: {orders: {targets: [{url: "http://127.0.0.1:1"}]}}
routes: {orders: {match: "GET /orders", to: orders, require: {role: manager}}}
"""


def limen(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "entrypoints.cli.main", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)


def test_a_refusal_is_explained_until_its_configuration_is_gone(tmp_path: Path) -> None:
    file = tmp_path / "gateway.yaml"
    file.write_text(CONFIG)
    token = limen("token", "mint", "-c", str(file), "--role", "viewer", "--subject", "ada").stdout.strip()
    with Served(tmp_path, file, workers=2) as gateway:
        admin = f"http://127.0.0.1:{gateway.admin}"
        refused = [
            call(gateway.port, "GET", "/orders?token=s3cret", {"authorization": f"Bearer {token}"}).json()["request_id"]
            for _ in range(4)
        ]
        for request_id in refused:
            told = limen("explain", "--live", request_id, "--admin", admin, "--json")
            found = json.loads(told.stdout)
            assert (told.returncode, found["decision"]["reason"], found["recorded"]["agrees"]) == (
                1,
                "role-missing",
                True,
            )
            assert "s3cret" not in told.stdout
            assert token not in told.stdout
        listed = call(gateway.admin, "GET", "/-/decisions?reason=role-missing").json()
        assert [one["request_id"] for one in listed["decisions"]] == refused[::-1]
        file.write_text(CONFIG.replace("manager: {}", "manager: {}, auditor: {}"))
        until(lambda: _is_gone(gateway, refused[0]), "the configuration of then is gone")
        gone = limen("explain", "--live", refused[0], "--admin", admin)
        assert (gone.returncode, "is gone" in gone.stderr) == (1, True)


def _is_gone(gateway: Served, request_id: str) -> bool:
    return call(gateway.admin, "GET", f"/-/decisions/{request_id}").status == 410


def test_an_admin_address_that_is_none_is_said_to_be_none() -> None:
    told = limen("explain", "--live", "x", "--admin", "http://127.0.0.1:1")
    assert told.returncode == 1
    assert "is this the address" in told.stderr
