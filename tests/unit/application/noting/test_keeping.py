"""Keeping: what a decision rests on is kept, and nothing that is secret, whatever it is called or asked for."""

import pytest

from application.noting.keeping import Keeping
from domain.identity.principal import Principal
from tests.unit.application.house import plan_of

CONFIG = """
version: 1
identity:
  issuers: {main: {issuer: "https://i.example", audience: [a], keys: discover, algorithms: [RS256]}}
  api_keys: {partners: {header: x-partner, keys: []}}
upstreams: {orders: {targets: [{url: "http://orders:8080"}], identity: {headers: {x-mail: {claim: mail.work}}}}}
defaults: {credentials: [main, partners]}
routes:
  one:
    match: {path: /one, query: {kind: order}, headers: {x-version: "2"}}
    to: orders
    require: {all_of: [{header: {x-tenant: acme}}, {claim: {org.level: 3}}, {header: {x-api-token: t}}]}
"""
KEEPING = Keeping(plan_of(CONFIG))


@pytest.mark.parametrize("name", ["x-tenant", "x-version", "host", "accept", "x-forwarded-for", "content-length"])
def test_a_header_by_which_something_is_decided_is_kept(name: str) -> None:
    assert KEEPING.headers([(name.encode(), b"v")]) == [(name.encode(), b"v")]


@pytest.mark.parametrize(
    "name",
    [
        "authorization",
        "cookie",
        "x-partner",
        "proxy-authorization",
        "x-api-token",
        "x-session-id",
        "x-other",
        "user-agent",
    ],
)
def test_of_any_other_only_the_name_is_kept_also_where_a_policy_asks_for_a_secret(name: str) -> None:
    assert KEEPING.headers([(name.encode(), b"s3cret")]) == [(name.encode(), b"***")]


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        (b"", b""),
        (b"kind=order", b"kind=order"),
        (b"kind=s3cret", b"kind=***0"),
        (b"token=s3cret&kind=order&s3cret", b"***&kind=order"),
        (b"kind=order&kind=order", b"kind=order&kind=order=1"),
        (b"%zz=%", b"***"),
    ],
)
def test_of_a_query_only_the_configurations_own_words_are_kept(raw: bytes, kept: bytes) -> None:
    assert KEEPING.query(raw) == kept


def test_of_claims_those_are_kept_by_which_something_is_decided_or_told() -> None:
    who = Principal("ada", claims={"org": {"level": 3}, "mail": {"work": "a@b"}, "phone": "s3cret", "sub": "ada"})
    assert KEEPING.principal(who).claims == {"org": {"level": 3}, "mail": {"work": "a@b"}}
