"""Compiles client certificates: who is believed, and which subjects have which roles."""

from collections.abc import Iterator

from domain.identity.certificate import Certificates, RoleMap, SubjectFrom, Which
from domain.message.forwarding import TrustedProxies
from domain.permissions.role import RoleTable
from domain.plan.introductions import own_header
from domain.spec.certificates import CertificatesSpec
from domain.spec.fault import Fault, unknown
from domain.spec.place import Text

_ANYTHING = "*"


def compile_certificates(
    specs: tuple[CertificatesSpec, ...], proxies: TrustedProxies, roles: RoleTable, faults: list[Fault]
) -> dict[str, Certificates]:
    for spec in specs:
        faults.extend(_faults(spec, proxies, roles))
    return {spec.name.text: _compiled(spec, proxies, faults) for spec in specs}


def _compiled(spec: CertificatesSpec, proxies: TrustedProxies, faults: list[Fault]) -> Certificates:
    return Certificates(
        name=spec.name.text,
        header=own_header(spec.header, faults),
        subject=SubjectFrom(spec.subject),
        which=Which(spec.which),
        roles=_map(spec.roles),
        proxies=proxies,
        at=spec.name.at,
    )


def _map(written: tuple[tuple[Text, tuple[Text, ...]], ...]) -> RoleMap:
    by_subject = {subject.text: frozenset(role.text for role in roles) for subject, roles in written}
    begins = {text.removesuffix(_ANYTHING): roles for text, roles in by_subject.items() if text.endswith(_ANYTHING)}
    exact = {text: roles for text, roles in by_subject.items() if not text.endswith(_ANYTHING)}
    return RoleMap(exact, tuple(sorted(begins.items(), key=lambda item: -len(item[0]))))


def _faults(spec: CertificatesSpec, proxies: TrustedProxies, roles: RoleTable) -> Iterator[Fault]:
    if not proxies.networks:
        message = f"nobody would be believed of the certificates `{spec.name}`"
        yield Fault(spec.name.at, "proxies-missing", message, "`server: {trusted_proxies: […]}`")
    for subject, named in spec.roles:
        if _ANYTHING in subject.text[:-1]:
            message = f"`{subject}` has a `*` before its end"
            yield Fault(subject.at, "subject-malformed", message, "a whole subject, or the beginning of one and `*`")
        yield from (unknown("role", role.text, role.at, roles.roles) for role in named if role.text not in roles.roles)
