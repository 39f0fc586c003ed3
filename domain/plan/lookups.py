"""Compiles whom the gateway asks about a caller: about a token that it cannot read, and about a subject's roles.

Plain http is refused save on loopback addresses: whoever can answer can say who somebody is.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from domain.identity.address import is_trustworthy
from domain.identity.demands import Demands
from domain.identity.introspection import ANY, Introspection, PrivateKey
from domain.identity.issuer import Secret
from domain.identity.principal import ClaimPaths
from domain.identity.role_lookup import CREDENTIAL, SUBJECT, RoleLookup
from domain.identity.validity import Validity
from domain.permissions.role import RoleTable
from domain.plan.name_maps import compile_names, permission_map_faults, role_map_faults
from domain.plan.plan import Lookups
from domain.spec.fault import Fault, unknown
from domain.spec.lookups import IntrospectionSpec, LookupSpecs, RoleLookupSpec
from domain.spec.place import Text


def compile_lookups(specs: LookupSpecs, roles: RoleTable, faults: list[Fault]) -> Lookups:
    """`roles` are all that is declared."""
    for introspection in specs.introspections:
        faults.extend(_faults(introspection))
        faults.extend(role_map_faults(introspection.role_map, introspection.unmapped_roles, roles))
        faults.extend(permission_map_faults(introspection.permission_map, roles))
    for lookup in specs.roles:
        faults.extend(_template_faults(lookup.url))
    known = {one.name.text for one in specs.roles}
    strangers = [one.lookup for one in specs.roles_from if one.lookup.text not in known]
    faults.extend(unknown("role-source", name.text, name.at, known) for name in strangers)
    return Lookups(
        {one.name.text: _introspection(one) for one in specs.introspections},
        {one.name.text: _role_lookup(one) for one in specs.roles},
        {one.credential.text: one.lookup.text for one in specs.roles_from},
    )


def _introspection(spec: IntrospectionSpec) -> Introspection:
    return Introspection(
        spec.name.text,
        spec.url.text,
        spec.client_id,
        _proof(spec),
        _validity(spec),
        _paths(spec),
        needs_token_type=spec.needs_token_type,
        most=spec.most,
        negative=spec.negative,
        entries=spec.entries,
        asking=spec.asking,
        at=spec.name.at,
    )


def _validity(spec: IntrospectionSpec) -> Validity:
    demands = Demands(frozenset(spec.authorized_parties), present=spec.required_claims)
    return Validity(
        spec.issuer or ANY,
        frozenset(spec.audience or (ANY,)),
        spec.leeway,
        demands=demands if demands.parties or demands.present else None,
    )


def _paths(spec: IntrospectionSpec) -> ClaimPaths:
    roles, permissions = compile_names(spec.role_map, spec.unmapped_roles), compile_names(spec.permission_map)
    return ClaimPaths(spec.subject, spec.roles, spec.permissions, spec.tenant, roles, permissions)


def _proof(spec: IntrospectionSpec) -> Secret | PrivateKey:
    key = spec.private_key
    if key is None:
        return Secret(spec.secret.value if spec.secret else "")
    audience = key.audience or spec.issuer or spec.url.text
    return PrivateKey(Secret(key.text), key.algorithm, key.kid, audience)


def _role_lookup(spec: RoleLookupSpec) -> RoleLookup:
    return RoleLookup(
        spec.name.text,
        spec.url.text,
        spec.roles,
        Secret(spec.token.value) if spec.token else None,
        fresh=spec.fresh,
        stale_for=spec.stale_for,
        most=spec.most,
        asking=spec.asking,
    )


def _faults(spec: IntrospectionSpec) -> Iterator[Fault]:
    if not is_trustworthy(spec.url.text):
        yield _insecure(spec.url, "tokens can be sent to")
    hint = "`client_secret` or `private_key`"
    if spec.secret is None and spec.private_key is None:
        message = f"`{spec.name}` does not say how the gateway proves who it is"
        yield Fault(spec.name.at, "proof-missing", message, hint)
    if spec.secret is not None and spec.private_key is not None:
        yield Fault(spec.private_key.at, "proof-twice", "the gateway proves who it is in one way", f"{hint}, not both")


def _template_faults(url: Text) -> Iterator[Fault]:
    filled = url.text.replace(SUBJECT, "x").replace(CREDENTIAL, "x")
    if not is_trustworthy(filled):
        yield _insecure(url, "roles can be trusted from")
    elif _is_misplaced(url.text) or "{" in filled or "}" in filled:
        hint = f"`https://auth.example/subjects/{SUBJECT}/roles`; `{CREDENTIAL}` may stand beside it"
        yield Fault(url.at, "template-malformed", f"`{url}` does not say in one place whose roles are wanted", hint)


def _is_misplaced(template: str) -> bool:
    parts = urlsplit(template)
    return template.count(SUBJECT) != 1 or (SUBJECT not in parts.path and SUBJECT not in parts.query) or "{" in parts[1]


def _insecure(address: Text, what: str) -> Fault:
    message = f"`{address}` is not an address that {what}"
    return Fault(address.at, "address-insecure", message, "https, or http on a loopback address")
