"""Certificates: one name of one element, from a proxy that is trusted; anything less clear is nobody."""

from dataclasses import replace
from ipaddress import ip_network

import pytest

from domain.identity.certificate import Certificates, RoleMap, SubjectFrom, Which
from domain.identity.principal import Principal
from domain.message.forwarding import TrustedProxies
from domain.message.reason import CERTIFICATE_MALFORMED, CERTIFICATE_UNTRUSTED, Reason
from domain.message.request import Request
from tests.unit.domain.builders import path

XFCC = b"x-forwarded-client-cert"
ROLES = RoleMap({"spiffe://shop/orders": frozenset({"viewer"})})
MESH = Certificates(
    "mesh", XFCC, SubjectFrom.URI, Which.ONLY, ROLES, TrustedProxies((ip_network("10.0.0.0/8"),))
)  # fmt: skip


def asked(*fields: bytes, peer: str = "10.0.0.1", of: Certificates = MESH) -> Principal | Reason:
    headers = [(XFCC, field) for field in fields]
    return of.read(Request(id="r", method="GET", path=path(b"/"), host="a", headers=headers, peer=peer))


def test_the_named_value_is_the_subject_and_the_others_are_claims() -> None:
    found = asked(b'Hash=ab;Subject="CN=orders";URI=spiffe://shop/orders;DNS=a;DNS=b;Cert="x"')
    assert found == Principal(
        "spiffe://shop/orders",
        frozenset({"viewer"}),
        claims={"uri": ["spiffe://shop/orders"], "dns": ["a", "b"], "subject": "CN=orders", "hash": "ab"},
        credential="mesh",
        key="ab",
    )


@pytest.mark.parametrize(
    ("subject", "name"),
    [(SubjectFrom.DNS, "a"), (SubjectFrom.SUBJECT, "CN=x"), (SubjectFrom.HASH, "ab"), (SubjectFrom.URI, "u")],
)
def test_any_of_four_names_may_be_the_subject(subject: SubjectFrom, name: str) -> None:
    found = asked(b"Hash=ab;Subject=CN=x;DNS=a;URI=u", of=replace(MESH, subject=subject))
    assert isinstance(found, Principal)
    assert (found.subject, found.roles) == (name, frozenset())


def test_nobody_but_a_trusted_proxy_is_believed() -> None:
    assert asked(b"URI=spiffe://shop/orders", peer="192.0.2.1") is CERTIFICATE_UNTRUSTED


@pytest.mark.parametrize(
    "field",
    [
        b"nonsense",
        b"URI=a,URI=b",
        b"URI=a;URI=b",
        b"Hash=ab",
        b"URI=",
        b"URI=a\tb",
        b"URI=a;Hash=ab;Hash=cd",
        b"URI=a;Subject=x;Subject=y",
    ],
)
def test_what_is_not_one_clear_name_is_refused(field: bytes) -> None:
    assert asked(field) is CERTIFICATE_MALFORMED


def test_a_header_that_comes_twice_is_refused_whichever_element_is_to_be_taken() -> None:
    assert asked(b"URI=a", b"URI=a") is CERTIFICATE_MALFORMED
    assert asked(b"URI=a", b"URI=a", of=replace(MESH, which=Which.LAST)) is CERTIFICATE_MALFORMED


@pytest.mark.parametrize(("which", "name"), [(Which.FIRST, "a"), (Which.LAST, "c")])
def test_of_several_elements_the_one_that_is_said_counts(which: Which, name: str) -> None:
    found = asked(b"URI=a,URI=b,URI=c", of=replace(MESH, which=which))
    assert isinstance(found, Principal)
    assert found.subject == name


def test_an_exact_subject_goes_before_a_beginning_and_the_longest_of_these_before_the_others() -> None:
    one, two, three = (frozenset({name}) for name in ("one", "two", "three"))
    roles = RoleMap({"a/b/c": one}, (("a/b/", two), ("a/", three)))
    assert [roles.of(subject) for subject in ("a/b/c", "a/b/d", "a/d", "b")] == [one, two, three, frozenset()]
