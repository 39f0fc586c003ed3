"""Certificates compile: somebody is believed, and every role is one that there is."""

from dataclasses import replace

import pytest

from domain.identity.certificate import Certificates, RoleMap, SubjectFrom, Which
from domain.spec.certificates import CertificatesSpec
from domain.spec.server import ServerSpec
from domain.spec.spec import Spec
from tests.unit.domain.builders import codes, faults, plan, role, route, spec, text, texts

MESH = CertificatesSpec(
    text("mesh"),
    text("X-Forwarded-Client-Cert"),
    "uri",
    roles=((text("spiffe://shop/a"), texts("viewer")), (text("spiffe://*"), ()), (text("*"), texts("viewer"))),
)


def written(certificates: CertificatesSpec = MESH, proxies: tuple[str, ...] = ("10.0.0.0/8",)) -> Spec:
    shop = spec(route(), roles=(role("viewer"),))
    return replace(shop, certificates=(certificates,), server=ServerSpec(trusted_proxies=texts(*proxies)))


def test_subjects_are_mapped_whole_or_by_their_longest_beginning() -> None:
    compiled = plan(written())
    viewer = frozenset({"viewer"})
    assert compiled.certificates["mesh"] == Certificates(
        "mesh",
        b"x-forwarded-client-cert",
        SubjectFrom.URI,
        Which.ONLY,
        RoleMap({"spiffe://shop/a": viewer}, (("spiffe://", frozenset()), ("", viewer))),
        compiled.server.trusted_proxies,
    )


def test_certificates_that_nobody_could_vouch_for_are_a_fault() -> None:
    assert codes(faults(written(proxies=()))) == ["proxies-missing"]


@pytest.mark.parametrize(
    ("certificates", "code"),
    [
        (replace(MESH, roles=((text("a"), texts("viewr")),)), "role-unknown"),
        (replace(MESH, roles=((text("a*b"), ()),)), "subject-malformed"),
        (replace(MESH, header=text("Forwarded")), "header-taken"),
    ],
)
def test_what_cannot_be_what_it_says_is_a_fault(certificates: CertificatesSpec, code: str) -> None:
    assert codes(faults(written(certificates))) == [code]
