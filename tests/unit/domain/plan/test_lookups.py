"""Lookups compile: whom the gateway asks about a caller, and whom it may trust to answer."""

from dataclasses import replace
from typing import Any

import pytest

from domain.identity.demands import Demands
from domain.identity.introspection import ANY, Introspection, PrivateKey
from domain.identity.issuer import Secret
from domain.identity.names import Names
from domain.identity.principal import ClaimPaths
from domain.identity.role_lookup import RoleLookup
from domain.identity.validity import Validity
from domain.plan.plan import Plan
from domain.spec.asking import AskingTerms
from domain.spec.identity import CookieSpec
from domain.spec.lookups import (
    IntrospectionSpec,
    LookupSpecs,
    PrivateKeySpec,
    RoleLookupSpec,
    RolesFromSpec,
    SecretSpec,
)
from domain.spec.place import Text
from domain.spec.requirement import Authenticated
from domain.spec.spec import Spec
from tests.unit.domain.builders import at, codes, faults, plan, role, route, spec, text, texts

SECRET, KEY = SecretSpec(at(), "hunter2"), PrivateKeySpec(at(), "PEM hunter2", "ES256", "k1")
OPAQUE = IntrospectionSpec(text("opaque"), text("https://idp.example/introspect"), "gateway", SECRET)
AUTH = RoleLookupSpec(text("auth"), text("https://auth.example/subjects/{subject}/roles"))


def written(
    *introspections: IntrospectionSpec,
    lookups: tuple[RoleLookupSpec, ...] = (),
    roles_from: tuple[RolesFromSpec, ...] = (),
    accepted: tuple[Text, ...] = (),
) -> Spec:
    one = route(require=Authenticated(at()), credentials=accepted or texts("main"))
    return replace(spec(one), lookups=LookupSpecs(introspections, lookups, roles_from))


def test_an_introspection_asks_only_for_what_is_written() -> None:
    compiled: Plan = plan(written(OPAQUE))
    validity = Validity(ANY, frozenset((ANY,)))
    assert compiled.lookups.introspections == {
        "opaque": Introspection(
            "opaque", "https://idp.example/introspect", "gateway", Secret("hunter2"), validity, ClaimPaths()
        )
    }


def test_what_is_not_written_is_as_the_reference_says() -> None:
    lookups = plan(written(OPAQUE, lookups=(AUTH,))).lookups
    opaque, auth = lookups.introspections["opaque"], lookups.roles["auth"]
    assert (opaque.most, opaque.negative, opaque.entries, opaque.needs_token_type) == (60.0, 5.0, 10_000, False)
    assert (auth.fresh, auth.stale_for, auth.most, auth.path) == (30.0, 0.0, 10_000, "roles")
    assert opaque.asking == auth.asking == AskingTerms(connect=1.0, total=3.0, calls=64, failures=5, cooldown=5.0)


@pytest.mark.parametrize(
    ("changes", "demands"),
    [
        ({"authorized_parties": ("app",)}, Demands(frozenset(("app",)))),
        ({"required_claims": ("jti",)}, Demands(present=("jti",))),
        ({}, None),
    ],
)
def test_only_what_is_demanded_is_asked_for(changes: dict[str, Any], demands: Demands | None) -> None:
    assert plan(written(replace(OPAQUE, **changes))).lookups.introspections["opaque"].validity.demands == demands


def test_an_introspection_is_compiled_with_all_that_is_written() -> None:
    asking = AskingTerms(connect=0.5, total=2.0)
    whole = replace(
        OPAQUE, secret=None, private_key=KEY, issuer="https://idp.example", audience=("shop",), leeway=5.0,
        needs_token_type=True, roles=("roles",), permissions=("scope",), tenant="org",
        most=10.0, negative=1.0, entries=5, asking=asking,
    )  # fmt: skip
    assert plan(written(whole)).lookups.introspections["opaque"] == Introspection(
        "opaque",
        "https://idp.example/introspect",
        "gateway",
        PrivateKey(Secret("PEM hunter2"), "ES256", "k1", "https://idp.example"),
        Validity("https://idp.example", frozenset(("shop",)), 5.0),
        ClaimPaths("sub", ("roles",), ("scope",), "org"),
        needs_token_type=True,
        most=10.0,
        negative=1.0,
        entries=5,
        asking=asking,
    )


def test_roles_parties_and_needed_claims_are_as_with_an_issuer() -> None:
    one = replace(
        OPAQUE, role_map=(("theirs", texts("viewer")),), unmapped_roles=text("keep"), authorized_parties=("app",),
        permission_map=(("read", texts("orders:read")),),
        required_claims=("jti",),
    )  # fmt: skip
    compiled = plan(replace(written(one), roles=(role("viewer", "orders:read"),))).lookups.introspections["opaque"]
    assert compiled.paths.role_names == Names({"theirs": frozenset(("viewer",))}, keeps_others=True)
    assert compiled.paths.permission_names == Names({"read": frozenset(("orders:read",))})
    assert compiled.validity.demands == Demands(frozenset(("app",)), present=("jti",))


def test_a_map_onto_a_role_that_is_not_declared_is_a_fault() -> None:
    assert codes(faults(written(replace(OPAQUE, role_map=(("theirs", texts("viewer")),))))) == ["role-unknown"]
    assert codes(faults(written(replace(OPAQUE, permission_map=(("read", texts("a:b")),))))) == ["permission-unknown"]
    assert codes(faults(written(replace(OPAQUE, unmapped_roles=text("keep"))))) == ["role-map-missing"]


@pytest.mark.parametrize(
    ("stated", "issuer", "audience"),
    [
        ("https://idp.example/token", "https://idp.example", "https://idp.example/token"),
        (None, "https://idp.example", "https://idp.example"),
        (None, None, "https://idp.example/introspect"),
    ],
)
def test_an_assertion_is_for_whom_is_stated_or_the_issuer_or_the_address(
    stated: str | None, issuer: str | None, audience: str
) -> None:
    one = replace(OPAQUE, secret=None, private_key=replace(KEY, audience=stated), issuer=issuer)
    proof = plan(written(one)).lookups.introspections["opaque"].proof
    assert isinstance(proof, PrivateKey)
    assert proof.audience == audience


def test_no_secret_shows() -> None:
    lookups = (replace(AUTH, token=SECRET),)
    both = written(OPAQUE, replace(OPAQUE, name=text("other"), secret=None, private_key=KEY), lookups=lookups)
    assert "hunter2" not in repr(both) + repr(plan(both))


def test_a_role_lookup_is_compiled_and_belongs_to_a_credential() -> None:
    whole = replace(AUTH, roles="data", token=SECRET, fresh=1.0, stale_for=2.0, most=3)
    compiled = plan(written(OPAQUE, lookups=(whole,), roles_from=(RolesFromSpec(text("main"), text("auth")),)))
    template = "https://auth.example/subjects/{subject}/roles"
    expected = RoleLookup("auth", template, "data", Secret("hunter2"), fresh=1.0, stale_for=2.0, most=3)
    assert compiled.lookups.roles == {"auth": expected}
    assert compiled.lookups.roles_from == {"main": "auth"}


def test_a_role_lookup_may_have_no_token() -> None:
    assert plan(written(lookups=(AUTH,))).lookups.roles["auth"].token is None


@pytest.mark.parametrize(
    ("one", "code"),
    [
        (replace(OPAQUE, secret=None), "proof-missing"),
        (replace(OPAQUE, private_key=KEY), "proof-twice"),
        (replace(OPAQUE, url=text("http://idp.example/introspect")), "address-insecure"),
        (replace(OPAQUE, url=text("introspect")), "address-insecure"),
        (replace(OPAQUE, name=text("main")), "credential-repeated"),
    ],
)
def test_an_introspection_that_cannot_be_done_safely_is_a_fault(one: IntrospectionSpec, code: str) -> None:
    assert codes(faults(written(one))) == [code]


@pytest.mark.parametrize("address", ["http://localhost:9/i", "http://127.0.0.1:9/i", "http://[::1]:9/i"])
def test_plain_http_is_for_loopback_addresses(address: str) -> None:
    roles = replace(AUTH, url=text(address + "/{subject}"))
    assert "opaque" in plan(written(replace(OPAQUE, url=text(address)), lookups=(roles,))).lookups.introspections


@pytest.mark.parametrize(
    ("template", "code"),
    [
        ("http://auth.example/{subject}", "address-insecure"),
        ("/subjects/{subject}", "address-insecure"),
        ("https://auth.example/roles", "template-malformed"),
        ("https://auth.example/{subject}/{subject}", "template-malformed"),
        ("https://auth.example/{subject}/{tenant}", "template-malformed"),
        ("https://auth.example/{subject}/x}", "template-malformed"),
        ("https://{subject}.example/roles", "template-malformed"),
        ("https://{credential}.example/{subject}", "template-malformed"),
        ("https://auth.example/roles#{subject}", "template-malformed"),
    ],
)
def test_a_template_that_does_not_keep_a_subject_in_its_place_is_a_fault(template: str, code: str) -> None:
    assert codes(faults(written(lookups=(replace(AUTH, url=text(template)),)))) == [code]


@pytest.mark.parametrize(
    "template", ["https://auth.example/{credential}/{subject}", "https://auth.example/?s={subject}"]
)
def test_a_subject_stands_in_the_path_or_in_the_query(template: str) -> None:
    assert "auth" in plan(written(lookups=(replace(AUTH, url=text(template)),))).lookups.roles


def test_roles_from_a_service_that_is_declared_nowhere_are_a_fault_with_a_hint() -> None:
    [fault] = faults(written(lookups=(AUTH,), roles_from=(RolesFromSpec(text("main"), text("aut")),)))
    assert (fault.code, fault.hint) == ("role-source-unknown", "did you mean `auth`?")


def test_a_cookie_may_carry_opaque_tokens() -> None:
    cookie = CookieSpec(text("session"), text("sid"), text("opaque"))
    assert plan(replace(written(OPAQUE), cookies=(cookie,))).cookies["session"].issuer == "opaque"


def test_two_introspections_cannot_be_told_apart_on_one_route() -> None:
    twin = replace(OPAQUE, name=text("twin"))
    found = faults(written(OPAQUE, twin, accepted=texts("main", "opaque", "twin")))
    assert codes(found) == ["credentials-ambiguous"]
    door = plan(written(OPAQUE, accepted=texts("opaque", "main", "opaque"))).routes[0].door
    assert door is not None
    assert door.credentials == ("opaque", "main")
