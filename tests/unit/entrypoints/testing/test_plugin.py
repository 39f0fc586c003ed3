"""The plugin, in a run of pytest of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

CONFIG = """version: 1
identity:
  issuers:
    main: {issuer: https://idp.example, audience: [a], keys: discover, algorithms: [ES256], claims: {roles: roles}}
permissions: {roles: {reader: {grants: ["notes:read"]}}}
upstreams: {notes: {targets: [{url: "http://127.0.0.1:9"}]}}
routes: {notes: {match: GET /notes, to: notes, require: {permission: "notes:read"}}}
"""
TESTS = """
def test_readers_read(limen_decide):
    assert limen_decide("GET /notes", role="reader").allowed

def test_strangers_read(limen_decide):
    assert limen_decide("GET /notes", subject="eve").allowed

def test_it_runs(limen_gateway):
    with limen_gateway({"notes": "hello"}) as gate:
        assert gate.request("GET /notes", role="reader").text == "hello"
"""
CASES = """version: 1
cases:
  good: {request: GET /notes, who: reader, expect: allow}
  bad: {request: GET /notes, expect: allow}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "gateway.yaml").write_text(CONFIG)
    (tmp_path / "test_policies.py").write_text(TESTS)
    (tmp_path / "notes.cases.yaml").write_text(CASES)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    return tmp_path


def run(project: Path, *words: str) -> str:
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:cov", "-v", *words]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, timeout=60, check=False).stdout


def test_fixtures_decide_and_a_failing_test_is_told_why(project: Path) -> None:
    told = run(project)
    assert "1 failed, 2 passed" in told
    assert "limen: <403 permission-missing: GET /notes by notes: permission notes:read is missing>" in told
    assert "✗ permission notes:read" in told
    assert "notes.cases.yaml" not in told


def test_cases_are_tests_where_the_settings_name_a_configuration(project: Path) -> None:
    (project / "pytest.ini").write_text("[pytest]\nlimen_config = gateway.yaml\n")
    told = run(project, "notes.cases.yaml")
    assert "1 failed, 1 passed" in told
    assert "notes.cases.yaml::good PASSED" in told
    assert "decision: expected allow, got 401 token-missing" in told
    (project / "notes.cases.yaml").write_text(CASES.replace("reader", "raeder"))
    assert "did you mean `reader`?" in run(project, "notes.cases.yaml")
    (project / "gateway.yaml").write_text("version: 0\n")
    assert "version-" in run(project, "notes.cases.yaml")


def test_a_run_that_asks_for_nothing_imports_nothing(project: Path) -> None:
    (project / "test_policies.py").write_text(
        "import sys\n\ndef test_it():\n"
        "    ours = {name.partition('.')[0] for name in sys.modules} & {'domain', 'application', 'adapters', 'yaml'}\n"
        "    assert ours == set()\n"
    )
    assert "1 passed" in run(project)
