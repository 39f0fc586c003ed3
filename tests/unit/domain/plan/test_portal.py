"""What the file says of its portal compiles: addresses are addresses, and whoever signs in does so at an issuer."""

import pytest

from domain.plan.portal import Portal, SignIn, compile_portal
from domain.spec.fault import Fault
from domain.spec.portal import CALLER, PUBLIC, PortalSpec, SignInSpec
from tests.unit.domain.builders import at, codes, text, texts

SIGN_IN = SignInSpec(
    text("main"), "portal", text("https://idp.example/a"), text("https://idp.example/t"), texts("openid")
)


def compiled(spec: PortalSpec | None) -> tuple[Portal, list[str]]:
    faults: list[Fault] = []
    portal = compile_portal(spec, {"main": object()}, faults)
    return portal, codes(faults)


def test_where_nothing_is_written_the_published_routes_are_described_and_there_is_no_landing_page() -> None:
    portal, faults = compiled(None)
    assert (portal, faults) == (Portal(), [])
    assert (portal.view, portal.sign_in) == (PUBLIC, None)


def test_what_is_written_is_kept() -> None:
    spec = PortalSpec(at(), "Shop", "2", servers=texts("https://api.example"), view=CALLER)
    portal, faults = compiled(spec)
    assert faults == []
    assert portal == Portal("Shop", "2", servers=("https://api.example",), view=CALLER)


def test_a_sign_in_has_its_addresses_and_scopes() -> None:
    portal, faults = compiled(PortalSpec(at(), sign_in=SIGN_IN))
    assert faults == []
    assert portal.sign_in == SignIn("main", "portal", "https://idp.example/a", "https://idp.example/t", ("openid",))


def test_whoever_signs_in_does_so_at_an_issuer_that_is_declared() -> None:
    wrong = SignInSpec(text("mian"), "portal", SIGN_IN.authorize, SIGN_IN.token)
    assert compiled(PortalSpec(at(), sign_in=wrong))[1] == ["issuer-unknown"]


def test_nobody_signs_in_over_plain_http_save_on_the_own_machine() -> None:
    plain = SignInSpec(text("main"), "portal", text("http://idp.example/a"), text("http://127.0.0.1:9100/token"))
    assert compiled(PortalSpec(at(), sign_in=plain))[1] == ["address-insecure"]


@pytest.mark.parametrize("address", ["https://api.example", "http://localhost:8080", "https://shop.example/api/"])
def test_a_server_is_an_address_with_or_without_a_path(address: str) -> None:
    assert compiled(PortalSpec(at(), servers=texts(address)))[1] == []


@pytest.mark.parametrize(
    "address", ["api.example", "https://a.example/?x=1", "https://{a}.example", "https://a.example/é"]
)
def test_a_server_is_nothing_else(address: str) -> None:
    assert compiled(PortalSpec(at(), servers=texts(address)))[1] == ["server-malformed"]


def test_a_landing_page_stands_at_a_path() -> None:
    assert compiled(PortalSpec(at(), home=text("welcome")))[1] == ["path-malformed"]
