"""Credentials compile: which ones a route accepts, in the order written, under one set of names."""

from dataclasses import replace

import pytest

from domain.identity.cookie import Cookie
from domain.plan.plan import Door
from domain.spec.identity import CookieSpec
from domain.spec.place import Text
from domain.spec.requirement import Authenticated
from domain.spec.route import RouteSpec
from tests.unit.domain.builders import at, codes, faults, issuer, plan, route, spec, text, texts

MAIN = issuer("main")
PARTNER = replace(issuer("partner"), issuer=text("https://partner.example"))
SESSION = CookieSpec(text("session"), text("__Host-s"), text("main"), texts("https://shop.example"))


def guarded(*credentials: Text) -> RouteSpec:
    return route(require=Authenticated(at()), credentials=credentials)


def door(*credentials: Text) -> Door | None:
    written = spec(guarded(*credentials), issuers=(MAIN, PARTNER), cookies=(SESSION,))
    return plan(written).routes[0].door


def test_a_route_accepts_what_it_names_in_its_order() -> None:
    found = door(*texts("session", "partner", "main"))
    assert found is not None
    assert found.credentials == ("session", "partner", "main")


def test_what_is_named_twice_is_asked_once() -> None:
    found = door(*texts("main", "main"))
    assert found is not None
    assert found.credentials == ("main",)


def test_a_cookie_carries_the_tokens_of_its_issuer() -> None:
    written = spec(guarded(text("session")), issuers=(MAIN,), cookies=(SESSION,))
    assert plan(written).cookies == {"session": Cookie(b"__Host-s", frozenset((b"https://shop.example",)), "main")}


def test_two_issuers_of_one_address_cannot_be_told_apart_on_one_route() -> None:
    twin = replace(issuer("twin"), issuer=MAIN.issuer, audience=("another",))
    written = spec(guarded(*texts("main", "twin")), issuers=(MAIN, twin))
    [fault] = faults(written)
    assert (fault.code, fault.message) == (
        "credentials-ambiguous", "`main` and `twin` take the tokens of one issuer, `https://idp.example`",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cookie", "code"),
    [
        (replace(SESSION, name=text("main")), "credential-repeated"),
        (replace(SESSION, issuer=text("mian")), "issuer-unknown"),
        (replace(SESSION, origins=texts("https://shop.example/")), "origin-malformed"),
        (replace(SESSION, origins=texts("https://*.example")), "origin-malformed"),
    ],
)
def test_a_cookie_that_cannot_be_what_it_says_is_a_fault(cookie: CookieSpec, code: str) -> None:
    written = spec(guarded(text("main")), issuers=(MAIN,), cookies=(cookie,))
    assert codes(faults(written)) == [code]


def test_a_credential_that_is_declared_nowhere_is_a_fault_with_a_hint() -> None:
    [fault] = faults(spec(guarded(text("sesion")), cookies=(SESSION,)))
    assert (fault.code, fault.hint) == ("credential-unknown", "did you mean `session`?")
