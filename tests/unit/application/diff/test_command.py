"""The command line of a witness asks the same question."""

import pytest

from application.decisions.question import Question
from application.diff.command import explain_command
from domain.identity.principal import Principal
from tests.unit.application.house import CONFIG, plan_of

MAPPED = CONFIG.replace(
    "claims: {roles: roles}",
    "claims: {subject: uid, roles: realm.roles, permissions: scope, tenant: org}\n      role_map: {Viewers: viewer}",
)
NOW = 1_800_000_000.0


def command(question: Question, config: str = CONFIG) -> str:
    return explain_command("new.yaml", plan_of(config), question).removeprefix("limen explain -c new.yaml ")


def question(**more: object) -> Question:
    headers = ((b"host", b"a.example"), (b"x-a", b"it's"))
    return Question("GET", b"/orders?k=v", headers, **{"moment": NOW, **more})  # type: ignore[arg-type]


def test_the_request_is_told_with_its_headers() -> None:
    assert command(question()) == "GET 'http://a.example/orders?k=v' -H 'x-a: it'\"'\"'s'"


def test_a_moment_and_an_address_are_told_where_they_matter() -> None:
    assert command(question(moment=0.0, peer="9.9.9.9")).endswith("--at 1970-01-01T00:00:00Z --peer 9.9.9.9")


@pytest.mark.parametrize(
    ("who", "words"),
    [
        (
            Principal("ada", frozenset("ba"), frozenset(("x:y",)), {"sub": "ada"}, "main"),
            "--role a --role b --permission x:y --subject ada --issuer main",
        ),
        (Principal("ada", claims={"plan": "gold"}, credential="keys"), "--subject ada --issuer keys"),
    ],
)
def test_a_caller_is_told_by_what_they_are(who: Principal, words: str) -> None:
    assert command(question(who=who)).endswith(words)


def test_claims_are_told_as_the_issuer_would_state_them() -> None:
    claims = {"uid": "ada", "tenant": "acme", "plan": "gold"}
    who = Principal("ada", frozenset(("viewer",)), frozenset(("x:y",)), claims, "main", tenant="acme")
    stated = (
        '{"uid": "ada", "tenant": "acme", "plan": "gold", "realm.roles": ["Viewers"], "scope": ["x:y"], "org": "acme"}'
    )
    assert command(question(who=who), MAPPED).endswith(f"--claims '{stated}' --issuer main")
