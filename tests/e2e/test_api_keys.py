"""API keys at a running gateway: made by the command, taken up from their file, and shown by nobody."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.rude import Rude, says
from tests.e2e.serving import ROOT, Served, call, until

pytestmark = pytest.mark.e2e
OK = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok"
CONFIG = """version: 1
identity:
  api_keys: {{partners: {{keys: {{file: keys.yaml}}}}}}
  failures: {{allowed: 5, within: 1m, pause: 1h}}
permissions: {{roles: {{viewer: {{grants: ["orders:read"]}}}}}}
upstreams: {{orders: {{targets: [{{url: "http://127.0.0.1:{port}"}}]}}}}
routes:
  orders: {{match: GET /orders, to: orders, require: {{role: viewer}}}}
  health: {{match: GET /open, to: orders, require: public}}
"""


def made(*words: str) -> tuple[str, str, str]:
    """The key, its entry, and the hash in it."""
    argv = [sys.executable, "-m", "entrypoints.cli.main", "key", "new", "--owner", "partner-a", *words]
    told = subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, check=True)
    key = told.stderr.splitlines()[-1]
    return key, told.stdout, told.stdout.partition("sha256:")[2][:64]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[tuple[Path, Rude]]:
    with Rude(says(OK)) as upstream:
        (tmp_path / "gateway.yaml").write_text(CONFIG.format(port=upstream.port))
        yield tmp_path, upstream


def put(folder: Path, *entries: str) -> None:
    (folder / "new").write_text("keys:\n" + "".join(entries) if entries else "keys: []\n")
    (folder / "new").rename(folder / "keys.yaml")


def asked(gateway: Served, key: str, source: str = "127.0.0.1") -> int:
    return call(gateway.port, "GET", "/orders", {"x-api-key": key}).status


def test_keys_are_rotated_while_the_gateway_runs_and_no_good_call_is_refused(folder: tuple[Path, Rude]) -> None:
    here, upstream = folder
    old, new = made("--role", "viewer"), made("--role", "viewer")
    put(here, old[1])
    with Served(here, here / "gateway.yaml", workers=2) as gateway:

        def everywhere(key: str, status: int) -> bool:
            return {asked(gateway, key) for _ in range(8)} == {status}

        until(lambda: gateway.log().count(": 1 keys are in force") == 2, "both workers have had their first look")
        assert everywhere(old[0], 200)
        put(here, old[1], new[1])
        until(lambda: gateway.log().count(": 2 keys are in force") == 2, "the new key in both workers", 10)
        assert everywhere(new[0], 200)
        assert everywhere(old[0], 200)
        put(here, new[1])
        until(lambda: gateway.log().count(": 1 keys are in force") == 4, "the old key gone in both workers", 10)
        assert asked(gateway, old[0]) == 401
        assert everywhere(new[0], 200)
    assert b"x-api-key" not in b"".join(upstream.heads).lower()


def test_a_bad_file_of_keys_changes_nothing_and_is_loud(folder: tuple[Path, Rude]) -> None:
    here, _ = folder
    key, entry, _digest = made("--role", "viewer")
    put(here, entry)
    with Served(here, here / "gateway.yaml") as gateway:
        put(here, entry, made("--role", "viewr")[1])
        until(lambda: "not taken up, the keys in force stay" in gateway.log(), "the fault in the log")
        assert asked(gateway, key) == 200
        [line] = [json.loads(line) for line in gateway.log().splitlines() if "not taken up" in line]
        assert line["level"] == "error"
        assert "keys.yaml:9:" in line["event"]
        assert "did you mean `viewer`?" in line["event"]


def test_no_key_and_no_hash_is_shown_anywhere(folder: tuple[Path, Rude]) -> None:
    here, _ = folder
    good, spare, foreign = made("--role", "viewer"), made("--role", "viewr", "--expires", "1h"), made()
    put(here, good[1])
    with Served(here, here / "gateway.yaml") as gateway:
        assert asked(gateway, good[0]) == 200
        assert asked(gateway, foreign[0]) == 401
        assert asked(gateway, good[0][:-1] + "1") == 401
        assert call(gateway.port, "GET", f"/orders?x-api-key={good[0]}").status == 401
        put(here, good[1], spare[1], foreign[1].replace("sha256:", ""))
        until(lambda: "not taken up" in gateway.log(), "the fault in the log")
        document = call(gateway.port, "GET", "/openapi.json").body.decode()
        assert "x-api-key" in document
    shown = document + gateway.log() + gateway.out.read_text()
    assert "key-unknown" in shown
    for key, _, digest in (good, spare, foreign):
        assert key.rpartition("_")[2] not in shown
        assert digest not in shown


def test_guessing_is_paused(folder: tuple[Path, Rude]) -> None:
    here, _ = folder
    good, new = made("--role", "viewer"), made("--role", "viewer")
    put(here, good[1], new[1])
    with Served(here, here / "gateway.yaml") as gateway:
        assert asked(gateway, good[0]) == 200
        assert [asked(gateway, f"limen_guess_{number:032d}") for number in range(7)] == [401] * 5 + [429] * 2
        refused = call(gateway.port, "GET", "/orders", {"x-api-key": new[0]})
        assert (refused.status, refused.reason) == (429, "too-many-failures")
        assert 3590 <= int(refused.headers["retry-after"]) <= 3600
        assert asked(gateway, good[0]) == 200
        assert call(gateway.port, "GET", "/open").status == 200
        assert "127.0.0.1 presented 5 bad credentials" in gateway.log()
