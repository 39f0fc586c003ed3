"""The command, called as a user calls it: what it prints, where, and how it ends."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from entrypoints.cli.commands import COMMANDS, loaded
from entrypoints.cli.main import app

SHOP = Path(__file__).resolve().parents[4] / "docs/examples/shop/gateway.yaml"
NOTES = """version: 1
identity:
  issuers:
    main:
      issuer: https://idp.example
      audience: [notes]
      keys: {secret: "a secret of at least thirty-two bytes"}
      algorithms: [HS256]
      claims: {roles: realm.roles}
permissions: {roles: {reader: {grants: ["notes:read"]}, writer: {inherits: [reader], grants: ["notes:write"]}}}
upstreams: {notes: {targets: [{url: "http://127.0.0.1:9"}]}}
routes:
  all: {match: "GET /notes/{rest*}", to: notes, require: {permission: "notes:read"}}
  new:
    match: {methods: [POST], prefix: /notes, hosts: [b.example, a.example], headers: {x-v: "2"}, query: {k: v}}
    to: notes
    require: {role: writer}
  one: {match: "GET /notes/1", to: notes, require: public}
"""


@pytest.fixture
def notes(tmp_path: Path) -> str:
    file = tmp_path / "gateway.yaml"
    file.write_text(NOTES)
    return str(file)


def limen(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def test_the_version_is_told() -> None:
    assert limen("--version").stdout.startswith("limen 0.")


@pytest.mark.parametrize(
    "command",
    [
        ["demo"],
        ["serve"],
        ["check"],
        ["routes"],
        ["test"],
        ["token", "mint"],
        ["token", "inspect"],
        ["token", "revoke"],
        ["key", "new"],
        ["schema"],
        ["fmt"],
        ["init"],
    ],
)
def test_every_command_explains_itself_with_an_example(command: list[str]) -> None:
    told = limen(*command, "--help")
    assert told.exit_code == 0
    assert f"Example: limen {' '.join(command)}" in told.stdout


@pytest.mark.parametrize("words", [["nonsense"], ["check"], ["serve", "-c", "x", "--port", "no"], ["check", "--wrong"]])
def test_wrong_usage_ends_with_2(words: list[str]) -> None:
    assert limen(*words).exit_code == 2


def test_a_file_without_fault_is_said_to_have_none() -> None:
    told = limen("check", "-c", str(SHOP))
    assert (told.exit_code, told.stdout) == (0, f"{SHOP}: no fault (routes: 14, upstreams: 3, issuers: 1)\n")


def test_every_fault_is_told_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "gateway.yaml"
    file.write_text(
        NOTES.replace("role: writer", "role: writter").replace(
            "to: notes, require: public", "to: note, require: public"
        )
    )
    told = limen("check", "-c", str(file))
    assert told.exit_code == 1
    assert [line for line in told.stderr.splitlines() if not line.startswith(" ")] == [
        f"{file}:17:21: role `writter` is declared nowhere; did you mean `writer`? [role-unknown]",
        f"{file}:18:36: upstream `note` is declared nowhere; did you mean `notes`? [upstream-unknown]",
    ]


def test_what_is_allowed_and_dangerous_is_warned_of(tmp_path: Path) -> None:
    file = tmp_path / "gateway.yaml"
    aloud = "issuer: http://idp.example, insecure_http: true, keys: discover, algorithms: [RS256], audience: [a]"
    routes = "{one: {match: GET /, respond: {text: hello}, require: public}}"
    file.write_text(f"version: 1\nidentity: {{issuers: {{main: {{{aloud}}}}}}}\nroutes: {routes}\n")
    told = limen("check", "-c", str(file))
    assert told.exit_code == 0
    assert told.stderr.startswith("warning: issuer main has `insecure_http: true`")
    assert len(json.loads(limen("check", "--json", "-c", str(file)).stdout)["warnings"]) == 1


def test_faults_can_be_read_by_a_machine(tmp_path: Path) -> None:
    told = limen("check", "--json", "-c", str(tmp_path / "nowhere.yaml"))
    assert told.exit_code == 1
    (fault,) = json.loads(told.stdout)["faults"]
    assert (fault["code"], fault["line"], fault["column"]) == ("file-missing", 1, 1)
    assert json.loads(limen("check", "--json", "-c", str(SHOP)).stdout)["faults"] == []


def test_routes_come_in_order_of_precedence_once_a_host(notes: str) -> None:
    rows = json.loads(limen("routes", "--json", "-c", notes).stdout)
    assert [(row["route"], row["host"]) for row in rows] == [
        ("new", "b.example"),
        ("new", "a.example"),
        ("one", "any"),
        ("all", "any"),
    ]
    assert rows[0]["path"] == "/notes/… x-v: 2 ?k=v"
    assert [row["who may call"] for row in rows[2:]] == ["public", "permission notes:read"]
    table = limen("routes", "-c", notes).stdout.splitlines()
    assert table[0].split() == ["ROUTE", "METHODS", "HOST", "PATH", "WHO", "MAY", "CALL", "UPSTREAM"]


def test_a_minted_token_is_accepted_and_opens_what_its_role_may(notes: str) -> None:
    token = limen("token", "mint", "-c", notes, "--subject", "ada", "--role", "writer").stdout.strip()
    told = limen("token", "inspect", "--json", "-c", notes, token)
    found = json.loads(told.stdout)
    assert told.exit_code == 0
    assert found["principal"] == {"subject": "ada", "roles": ["writer"], "permissions": []}
    assert found["opens"] == ["all", "new", "one"]


def test_a_refused_token_is_explained(notes: str) -> None:
    token = limen("token", "mint", "-c", notes, "--role", "reader").stdout.strip()
    told = limen("token", "inspect", "--json", "-c", notes, token[:-8] + "AAAAAAAA")
    found = json.loads(told.stdout)
    assert told.exit_code == 1
    assert (found["accepted"], found["reason"]) == (False, "token-signature")
    assert found["claims"]["realm"] == {"roles": ["reader"]}
    assert "token-malformed" in limen("token", "inspect", "-c", notes, "nonsense").stdout


def test_what_no_claim_would_state_is_not_minted(notes: str) -> None:
    told = limen("token", "mint", "-c", notes, "--permission", "notes:read")
    assert told.exit_code == 1
    assert "claims: {permissions: …}" in told.stderr


def test_an_issuer_with_public_keys_needs_a_private_key_to_mint(tmp_path: Path) -> None:
    assert "--key" in limen("token", "mint", "-c", str(SHOP), "--role", "viewer").stderr
    wrong = tmp_path / "key.pem"
    wrong.write_text("no key")
    told = limen("token", "mint", "-c", str(SHOP), "--role", "viewer", "--key", str(wrong))
    assert (told.exit_code, told.stdout) == (1, "")
    assert "does not sign RS256" in told.stderr
    assert "nowhere.pem" in limen("token", "mint", "-c", str(SHOP), "--key", str(tmp_path / "nowhere.pem")).stderr


def test_an_issuer_that_is_not_there_is_named_with_the_nearest(notes: str) -> None:
    assert "did you mean `main`?" in limen("token", "mint", "-c", notes, "--issuer", "mian").stderr


def test_the_list_of_commands_says_what_each_says_of_itself() -> None:
    for name, line in COMMANDS.items():
        assert loaded(name).help.startswith(line.removesuffix(".")), name
