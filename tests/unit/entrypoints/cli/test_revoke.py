"""`limen token revoke`: what it writes is what is refused."""

import json
from pathlib import Path

import pytest

from tests.unit.entrypoints.cli.test_commands import NOTES, limen

REVOKING = NOTES.replace("identity:\n", "identity:\n  revocation: {file: revoked.yaml}\n")


@pytest.fixture
def revoked(tmp_path: Path) -> Path:
    (tmp_path / "gateway.yaml").write_text(REVOKING)
    (tmp_path / "revoked.yaml").write_text("")
    return tmp_path / "revoked.yaml"


def config(revoked: Path) -> tuple[str, str]:
    return "-c", str(revoked.with_name("gateway.yaml"))


def minted(revoked: Path, subject: str = "ada") -> str:
    return limen("token", "mint", *config(revoked), "--role", "reader", "--subject", subject).stdout.strip()


def verdict(revoked: Path, token: str) -> str:
    found = json.loads(limen("token", "inspect", "--json", *config(revoked), token).stdout)
    return "accepted" if found["accepted"] else str(found["reason"])


def test_a_token_is_revoked_and_others_are_not(revoked: Path) -> None:
    one, other = minted(revoked), minted(revoked)
    assert verdict(revoked, one) == "accepted"
    told = limen("token", "revoke", *config(revoked), "--token", one)
    assert (told.exit_code, told.stdout[:13]) == (0, "revoked: jti ")
    assert (verdict(revoked, one), verdict(revoked, other)) == ("token-revoked", "accepted")
    assert "iss: " in revoked.read_text()
    assert "until: " in revoked.read_text()


def test_a_subject_is_revoked_up_to_now_or_up_to_a_moment(revoked: Path) -> None:
    ada, bob = minted(revoked), minted(revoked, "bob")
    told = limen("token", "revoke", *config(revoked), "--subject", "ada", "--before", "2020-01-01T00:00:00Z")
    assert (told.exit_code, verdict(revoked, ada)) == (0, "accepted")
    assert limen("token", "revoke", *config(revoked), "--subject", "ada").exit_code == 0
    assert (verdict(revoked, ada), verdict(revoked, bob)) == ("token-revoked", "accepted")


def test_an_id_and_a_key_are_revoked_for_one_issuer_until_a_moment(revoked: Path) -> None:
    until = ("--until", "2030-01-01T00:00:00Z", "--issuer", "main")
    for what in ("--jti", "--key"):
        assert limen("token", "revoke", *config(revoked), what, "x1", *until).exit_code == 0
    terms = 'until: "2030-01-01T00:00:00Z", iss: "https://idp.example"'
    assert revoked.read_text() == f"- {{jti: x1, {terms}}}\n- {{key: x1, {terms}}}\n"


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--jti", "a", "--key", "b"],
        ["--jti", "a", "--before", "2020-01-01T00:00:00Z"],
        ["--jti", "a", "--until", "tomorrow"],
        ["--subject", "a", "--before", "2020-01-01T00:00:00"],
    ],
)
def test_wrong_usage_writes_nothing_and_ends_with_2(revoked: Path, words: list[str]) -> None:
    assert limen("token", "revoke", *config(revoked), *words).exit_code == 2
    assert revoked.read_text() == ""


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--token", "nonsense"], "jti"),
        (["--token", "a.e30.c"], "jti"),
        (["--key", "a", "--issuer", "mian"], "did you mean `main`"),
    ],
)
def test_what_cannot_be_revoked_is_explained(revoked: Path, words: list[str], why: str) -> None:
    told = limen("token", "revoke", *config(revoked), *words)
    assert told.exit_code == 1
    assert why in told.stderr


def test_a_list_that_cannot_be_written_or_is_not_configured_is_said(revoked: Path) -> None:
    token = minted(revoked)
    revoked.with_name("gateway.yaml").write_text(REVOKING.replace("file: revoked.yaml", "redis: 'redis://127.0.0.1:1'"))
    told = limen("token", "revoke", *config(revoked), "--jti", "a")
    assert (told.exit_code, "limen:revoked at redis://127.0.0.1:1" in told.stderr) == (1, True)
    assert verdict(revoked, token) == "revocation-unavailable"
    revoked.with_name("gateway.yaml").write_text(NOTES)
    assert "reads no revocations" in limen("token", "revoke", *config(revoked), "--jti", "a").stderr
