"""`limen test`, called as a user calls it."""

import json
from pathlib import Path
from xml.etree.ElementTree import parse

import pytest
from typer.testing import CliRunner, Result

from entrypoints.cli.main import app

ROOT = Path(__file__).resolve().parents[4]
SHOP = ROOT / "docs/examples/shop/gateway.yaml"
CONFIG = """version: 1
identity:
  issuers:
    main:
      issuer: https://idp.example
      audience: [notes]
      keys: {secret: "a secret of at least thirty-two bytes"}
      algorithms: [HS256]
      claims: {roles: roles}
permissions: {roles: {reader: {grants: ["notes:read"]}}}
upstreams: {notes: {targets: [{url: "http://127.0.0.1:9"}]}}
routes:
  notes: {match: "GET /notes", to: notes, require: {permission: "notes:read"}}
"""
CASES = """version: 1
cases:
  readers read: {request: GET /notes, who: reader, expect: allow}
  others do not: {request: GET /notes, who: {subject: eve}, expect: deny}
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    file = tmp_path / "gateway.yaml"
    file.write_text(CONFIG)
    (tmp_path / "notes.cases.yaml").write_text(CASES)
    return file


def run(config: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["test", "-c", str(config), *words])


def write(config: Path, text: str) -> None:
    (config.parent / "notes.cases.yaml").write_text(text)


def test_the_shops_cases_exercise_all_of_it_and_notice_every_weaker_policy() -> None:
    told = run(SHOP, "--min-coverage", "100%", "--min-noticed", "100%")
    assert told.exit_code == 0, told.output


def test_cases_that_hold_are_counted(config: Path) -> None:
    told = run(config)
    assert (told.exit_code, told.stdout.partition(" (")[0]) == (0, "2 cases: 2 passed")


def test_a_case_that_fails_is_told_with_its_place_and_the_explanation(config: Path) -> None:
    write(config, CASES.replace("expect: deny", "expect: allow"))
    told = run(config)
    assert told.exit_code == 1
    lines = told.stdout.splitlines()
    assert lines[0] == f"FAILED others do not  {config.parent}/notes.cases.yaml:4:3"
    assert lines[1] == "  decision: expected allow, got 403 permission-missing"
    assert "    REFUSED 403 permission-missing" in lines
    assert any("◄ decides" in line for line in lines)
    assert lines[-1].startswith("2 cases: 1 passed, 1 failed (")


def test_a_machine_is_told_the_same(config: Path) -> None:
    write(config, CASES.replace("expect: deny", "expect: allow"))
    told = run(config, "--json", "--coverage", "--mutate")
    found = json.loads(told.stdout)
    assert told.exit_code == 1
    assert (found["cases"], found["passed"], found["failed"]) == (2, 1, 1)
    (failed,) = [one for one in found["results"] if one["ended"] == "failed"]
    assert failed["mismatches"] == [{"what": "decision", "expected": "allow", "got": "403 permission-missing"}]
    assert (failed["at"]["line"], failed["at"]["column"]) == (4, 3)
    assert found["coverage"] == {"percent": 100.0, "of": 4, "missed": []}
    assert {one["what"] for one in found["mutation"]["unnoticed"]} == {
        "public",
        "any authenticated caller",
        "every method is taken",
    }


def test_a_fault_of_the_cases_is_told_like_one_of_the_configuration(config: Path) -> None:
    write(config, CASES.replace("who: reader", "who: raeder"))
    told = run(config)
    assert told.exit_code == 1
    where = f"{config.parent}/notes.cases.yaml:3:44"
    assert f"{where}: role `raeder` is declared nowhere; did you mean `reader`? [role-unknown]" in told.stderr
    config.write_text("version: 0\n")
    assert "version-" in run(config).stderr


def test_some_cases_can_be_chosen_by_name(config: Path) -> None:
    assert run(config, "-k", "OTHERS").stdout.startswith("1 case: 1 passed")
    nothing = run(config, "-k", "nonsense")
    assert (nothing.exit_code, nothing.stderr) == (2, "no case has 'nonsense' in its name\n")


def test_without_a_case_there_is_nothing_to_say_yes_to(config: Path) -> None:
    (config.parent / "notes.cases.yaml").unlink()
    told = run(config)
    assert told.exit_code == 2
    assert "name a file of cases" in told.stderr
    empty = config.parent / "empty.yaml"
    empty.write_text("version: 1\n")
    assert (run(config, str(empty)).exit_code, run(config, str(empty)).stderr) == (2, f"{empty}: no case\n")


def test_too_little_coverage_is_a_finding(config: Path) -> None:
    write(config, "version: 1\ncases: {one: {request: GET /notes, who: reader, expect: allow}}\n")
    told = run(config, "--min-coverage", "90%")
    assert told.exit_code == 1
    assert "coverage: 75.0 % of 4 routes, roles and ways of policies" in told.stdout
    assert f"policy notes: `permission notes:read` never denied  {config}:13:65" in told.stdout
    assert run(config, "--min-coverage", "75").exit_code == 0
    assert run(config, "--min-coverage", "most").exit_code == 2


def test_a_weaker_policy_that_nobody_notices_is_a_finding(config: Path) -> None:
    told = run(config, "--mutate")
    assert told.exit_code == 1
    assert "mutation: 2 of 3 weaker policies noticed (66.7 %)" in told.stdout
    assert f"  route notes: every method is taken  {config}:13:3" in told.stdout
    assert run(config, "--min-noticed", "30%").exit_code == 0


def test_the_report_for_a_build_server_has_every_case(config: Path) -> None:
    report = config.parent / "report.xml"
    write(config, CASES.replace("expect: deny", "expect: allow"))
    assert run(config, "--junit", str(report)).exit_code == 1
    suites = parse(report).getroot()
    assert [(case.get("name"), len(case)) for case in suites.iter("testcase")] == [
        ("readers read", 0),
        ("others do not", 1),
    ]
    (text,) = [failure.text for failure in suites.iter("failure")]
    assert text is not None
    assert "REFUSED 403 permission-missing" in text
    assert run(config, "--junit", str(config.parent / "no" / "report.xml")).exit_code == 2


def test_a_token_is_verified_with_keys_that_are_at_hand(config: Path) -> None:
    minted = CliRunner().invoke(app, ["token", "mint", "-c", str(config), "--role", "reader"]).stdout.strip()
    changed = minted[:-8] + "AAAAAAAA"
    now = json.loads(_payload(minted))["iat"]
    from datetime import UTC, datetime

    moment = datetime.fromtimestamp(now, UTC).isoformat()
    write(
        config,
        f"""version: 1
at: "{moment}"
cases:
  good: {{request: GET /notes, who: {{token: {minted}}}, expect: allow}}
  bad: {{request: GET /notes, who: {{token: {changed}}}, expect: {{reason: token-signature}}}}
  old: {{request: GET /notes, who: {{token: {minted}}}, at: "2040-01-01T00:00:00Z", expect: {{reason: token-expired}}}}
""",
    )
    told = run(config)
    assert told.exit_code == 0, told.output


def _payload(token: str) -> bytes:
    from base64 import urlsafe_b64decode

    part = token.split(".")[1]
    return urlsafe_b64decode(part + "=" * (-len(part) % 4))


def test_what_needs_somebody_who_is_not_here_is_undecided(config: Path) -> None:
    config.write_text(
        CONFIG.replace('{secret: "a secret of at least thirty-two bytes"}', "discover").replace("HS", "RS")
    )
    token = "eyJhbGciOiJSUzI1NiJ9.e30.AAAA"
    write(
        config,
        f"""version: 1
cases: {{one: {{request: GET /notes, who: {{token: {token}}}, at: "2026-01-01T00:00:00Z", expect: allow}}}}
""",
    )
    told = run(config)
    assert told.exit_code == 1
    assert told.stdout.startswith("UNDECIDED one")
