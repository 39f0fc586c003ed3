"""`limen explain`: what it prints, for people and for machines, and how it ends."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner, Result

from application.explanation.document import schema
from application.explanation.words import Line
from domain.spec.place import Place
from entrypoints.cli.main import app
from entrypoints.cli.printing import rendered
from tests.unit.application.explanation.explained_shop import CONFIG

FINE, REFUSED, WRONG = 0, 1, 2


@pytest.fixture
def config(tmp_path: Path) -> Path:
    file = tmp_path / "gateway.yaml"
    file.write_text(CONFIG)
    return file


def explain(config: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["explain", "-c", str(config), *words])


def told(config: Path, *words: str) -> Any:
    found = json.loads(explain(config, "--json", *words).stdout)
    Draft202012Validator(schema()).validate(found)
    return found


def test_who_is_let_in_ends_with_0_and_who_is_refused_with_1(config: Path) -> None:
    assert explain(config, "GET", "/orders/7", "--role", "viewer").exit_code == FINE
    assert explain(config, "GET", "/orders/7").exit_code == REFUSED


def test_a_line_of_the_file_stands_behind_what_it_caused(config: Path) -> None:
    printed = explain(config, "GET", "/hello", "--role", "viewer").stdout
    assert printed.startswith("REFUSED 403 role-missing\n")
    assert f"{config}:" in printed
    assert "◄ decides" in printed


def test_claims_that_are_left_out_are_as_the_issuer_would_have_them(config: Path) -> None:
    found = told(config, "GET", "/orders", "--claims", '{"roles": ["viewer"]}', "--at", "2026-11-26T12:00:00Z")
    assert (found["decision"]["outcome"], found["caller"]["chosen"]) == ("forwarded", "main")
    assert told(config, "GET", "/orders", "--claims", '{"exp": null}')["decision"]["reason"] == "token-claims"
    assert told(config, "GET", "/orders", "--claims", '{"iss": "x"}')["decision"]["reason"] == "token-issuer"


def test_claims_can_be_in_a_file(config: Path) -> None:
    (config.parent / "claims.json").write_text('{"roles": ["manager"]}')
    found = told(config, "GET", "/hello", "--claims", f"@{config.parent}/claims.json")
    assert found["decision"]["outcome"] == "answered"


def test_a_token_is_verified_with_the_issuers_own_keys(config: Path) -> None:
    minted = CliRunner().invoke(app, ["token", "mint", "-c", str(config), "--role", "viewer"]).stdout.strip()
    found = told(config, "GET", "/orders", "--token", minted, "--offline")
    assert (found["decision"]["outcome"], found["caller"]["checks"][0]["claim"]) == ("forwarded", "signature")
    forged = told(config, "GET", "/orders", "--token", minted[:-8] + "AAAAAAAA")
    assert (forged["decision"]["reason"], forged["caller"]["checks"][0]["holds"]) == ("token-signature", False)
    assert minted not in json.dumps(found)


def test_keys_that_would_have_to_be_fetched_are_missing_offline_and_it_is_said(config: Path) -> None:
    config.write_text(
        CONFIG.replace('{secret: "a secret of at least thirty-two bytes"}', "discover").replace("HS256", "RS256")
    )
    found = told(config, "GET", "/orders", "--token", "a.b.c", "--offline")
    assert found["decision"]["reason"] == "keys-unavailable"
    assert "nobody is asked" in found["decision"]["why"]


def test_an_api_key_is_put_where_it_is_looked_for(config: Path) -> None:
    found = told(config, "GET", "/orders", "--api-key", "limen_abcd_" + "a" * 32)
    assert (found["decision"]["reason"], found["caller"]["chosen"]) == ("key-unknown", "partners")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("orders",), "neither a path"),
        (("/orders", "-H", "nonsense"), "is no header"),
        (("/orders", "--claims", "[]"), "--claims is an object"),
        (("/orders", "--claims", "{"), "--claims:"),
        (("/orders", "--at", "noon"), "is no moment"),
        (("/orders", "--role", "viewer", "--token", "x"), "one of --claims"),
        (("/orders", "--role", "viewer", "--issuer", "mian"), "did you mean `main`"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_would_be_right(config: Path, words: tuple[str, ...], said: str) -> None:
    result = explain(config, "GET", *words)
    assert result.exit_code == WRONG
    assert said in " ".join(result.stderr.replace("│", " ").split())


def test_a_place_that_does_not_fit_stands_below_its_line() -> None:
    at = Place("gateway.yaml", 12, 3)
    assert rendered(Line("short", at=at), 40, coloured=False) == ["  short  gateway.yaml:12:3"]
    assert rendered(Line("x" * 30, at=at), 40, coloured=False) == ["  " + "x" * 30, "      gateway.yaml:12:3"]


def test_no_line_is_longer_than_the_terminal_and_no_control_byte_reaches_it(config: Path) -> None:
    printed = explain(config, "GET", "/orders?a=" + "b" * 200, "--subject", "\x1b[31mred").stdout
    assert "\x1b" not in printed
    assert (
        max(
            map(
                len, explain(config, "GET", "/orders", "--role", "viewer").stdout.replace(str(config), "g").splitlines()
            )
        )
        <= 80
    )


def test_colours_are_for_terminals() -> None:
    assert rendered(Line("fine", kind="good"), 40, coloured=True) == ["  \x1b[32mfine\x1b[0m"]


def contracted(tmp_path: Path) -> Path:
    file = tmp_path / "notes.yaml"
    file.write_text("""version: 1
upstreams: {notes: {targets: [{url: "http://127.0.0.1:9000"}]}}
defaults: {require: public}
routes:
  place: {match: "POST /notes", to: notes, contract: {body: {required: [title]}}}
  told: {match: "POST /told", to: notes, contract: {body: {required: [title]}, requests: report}}
""")
    return file


def test_a_body_is_held_against_the_contract_and_the_reason_and_the_pointers_are_told(tmp_path: Path) -> None:
    config, kind = contracted(tmp_path), ("-H", "content-type: application/json")
    (tmp_path / "body.json").write_text('{"title": "a"}')
    broken = told(config, "POST", "/notes", *kind, "--data", "{}")
    assert (broken["decision"]["stage"], broken["decision"]["reason"]) == ("contract", "body-invalid")
    assert json.loads(broken["answer"]["body"])["errors"][0]["detail"] == "The member `title` is missing."
    assert broken["contract"]["body"] == "broken"
    good = told(config, "POST", "/notes", *kind, "--data", f"@{tmp_path}/body.json")
    assert (good["decision"]["outcome"], good["contract"]["body"]) == ("forwarded", "kept")


def test_without_a_body_it_is_told_that_one_would_be_checked(tmp_path: Path) -> None:
    printed = explain(contracted(tmp_path), "POST", "/notes")
    assert printed.exit_code == FINE
    assert "a body would be checked (application/json): none is given here" in printed.stdout


def test_what_would_be_let_through_and_told_is_said(tmp_path: Path) -> None:
    words = ("POST", "/told", "-H", "content-type: application/json", "--data", "{}")
    printed = explain(contracted(tmp_path), *words).stdout
    assert "✗ the body is not what it has to be" in printed
    assert "told in the log: body-invalid: body: The member `title` is missing." in " ".join(printed.split())
    head = explain(contracted(tmp_path), "POST", "/told").stdout
    assert "requests: report" in head


def test_a_body_in_a_file_that_is_not_there_is_a_wrong_word(tmp_path: Path) -> None:
    assert explain(contracted(tmp_path), "POST", "/notes", "--data", "@nowhere.json").exit_code == WRONG
