"""Checks: the first that fails is the reason for which the token is refused, and all are told."""

from random import Random

import pytest

from domain.identity.checks import checks_of
from domain.identity.demands import Demands
from domain.identity.introspection import ANY
from domain.identity.principal import ClaimPaths, Principal
from domain.identity.validity import Validity
from domain.message.reason import Reason

NOW = 1_000.0
PATHS = ClaimPaths(roles=("roles",), permissions=("scope",), tenant="org")
STRICT = Validity(
    "https://idp",
    frozenset(("shop",)),
    5.0,
    audience_claim="client",
    max_age=100.0,
    demands=Demands(frozenset(("web",)), present=("jti",), equal=(("typ", "Bearer"),)),
)
GOOD: dict[str, object] = {
    "iss": "https://idp", "client": "shop", "aud": ["shop", "other"], "exp": 1_100, "nbf": 900, "iat": 950,
    "azp": "web", "jti": "1", "typ": "Bearer", "sub": "ada", "roles": ["viewer"], "scope": "a b", "org": "acme",
}  # fmt: skip
ODD: tuple[object, ...] = (
    None,
    "",
    "x",
    0,
    899,
    900,
    1_000,
    1_004,
    1_005,
    1_006,
    2**60,
    True,
    [],
    ["shop"],
    ["web"],
    {"a": 1},
    1.5,
)


def test_every_check_of_a_good_token_holds() -> None:
    found = checks_of(STRICT, PATHS, GOOD, NOW)
    assert [one.objection for one in found] == [None] * len(found)
    assert [one.claim for one in found] == [
        "iss", "client", "aud", "exp", "nbf", "iat", "iat", "azp and client_id", "jti", "typ", "sub", "roles", "scope",
        "org",
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(300))
def test_the_first_check_that_fails_says_why_the_token_is_refused(seed: int) -> None:
    random = Random(seed)
    claims = dict(GOOD)
    for name in random.sample([*GOOD, "client_id"], random.choice((1, 1, 2, 3))):
        if random.random() < 0.3:
            claims.pop(name, None)
        else:
            claims[name] = random.choice(ODD)
    validity = random.choice((STRICT, Validity("https://idp", frozenset(("shop",)))))
    judged = validity.objection(claims, NOW) or PATHS.identify(claims)
    found = [one.objection for one in checks_of(validity, PATHS, claims, NOW) if one.objection]
    assert next(iter(found), None) == (judged if isinstance(judged, Reason) else None)
    assert bool(found) is not isinstance(judged, Principal)


def test_what_is_not_asked_for_is_not_checked() -> None:
    anybodys = Validity(ANY, frozenset((ANY,)))
    assert [one.claim for one in checks_of(anybodys, ClaimPaths(), {"exp": 2_000, "sub": "ada"}, NOW)] == ["exp", "sub"]


def test_a_token_without_an_age_is_told_so_once_for_each_check() -> None:
    found = checks_of(Validity("i", frozenset(("a",)), max_age=10.0), ClaimPaths(), {}, NOW)
    assert [(one.claim, one.objection is None) for one in found] == [
        ("iss", False), ("aud", False), ("exp", False), ("iat", False), ("sub", False),
    ]  # fmt: skip


def test_whoever_a_token_was_issued_to_may_come_with_what_is_demanded() -> None:
    demanding = Validity("i", frozenset(("a",)), demands=Demands(present=("jti",)))
    claims = {"iss": "i", "aud": "a", "exp": 2_000, "sub": "ada", "jti": "1"}
    assert "jti" in [one.claim for one in checks_of(demanding, ClaimPaths(), claims, NOW)]
