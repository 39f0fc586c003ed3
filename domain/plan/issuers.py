"""Compiles issuers: where keys come from, which algorithms they may be used with, how claims are read and judged."""

from domain.identity.demands import Demands
from domain.identity.issuer import Issuer, KeyOrigin, KeysRefresh, Secret, TokenForm
from domain.identity.principal import ClaimPaths
from domain.identity.validity import Validity
from domain.message.limits import Limits
from domain.permissions.role import RoleTable
from domain.plan.issuer_faults import faults_among, faults_of
from domain.plan.name_maps import compile_names
from domain.plan.presets import NO_PRESET, PRESETS, Preset
from domain.spec.fault import Fault
from domain.spec.identity import IssuerSpec

LONGEST = Limits().headers
NO_ROLES = RoleTable({})


def compile_issuers(
    specs: tuple[IssuerSpec, ...],
    faults: list[Fault],
    *,
    roles: RoleTable = NO_ROLES,
    longest: int = LONGEST,
) -> dict[str, Issuer]:
    """`roles` are all that is declared; `longest` is how many bytes of fields the server takes."""
    for spec in specs:
        faults.extend(faults_of(spec, roles, longest))
    faults.extend(faults_among(specs))
    return {spec.name.text: _compiled(spec, PRESETS.get(spec.preset or "", NO_PRESET)) for spec in specs}


def _compiled(spec: IssuerSpec, preset: Preset) -> Issuer:
    origin = KeyOrigin(spec.keys.kind)
    location = Secret(spec.keys.value) if origin is KeyOrigin.SECRET else spec.keys.value
    return Issuer(
        name=spec.name.text,
        origin=origin,
        location=spec.issuer.text if origin is KeyOrigin.DISCOVER else location,
        algorithms=frozenset(algorithm.text for algorithm in spec.algorithms),
        validity=_validity(spec, preset),
        paths=_paths(spec, preset),
        form=_form(spec),
        refresh=_refresh(spec),
        insecure_http=spec.insecure_http,
        ready_without_keys=spec.ready_without_keys,
        at=spec.name.at,
    )


def _validity(spec: IssuerSpec, preset: Preset) -> Validity:
    expected = preset.expected if spec.expected_claims is None else spec.expected_claims
    demands = Demands(frozenset(spec.authorized_parties), preset.party_claims, spec.required_claims, expected)
    return Validity(
        spec.issuer.text,
        frozenset(spec.audience),
        spec.leeway,
        audience_claim=spec.audience_claim or preset.audience_claim,
        max_age=spec.max_age,
        demands=demands if demands.parties or demands.present or demands.equal else None,
    )


def _paths(spec: IssuerSpec, preset: Preset) -> ClaimPaths:
    written = spec.client if preset.takes == "client" else spec.namespace
    setting = written.text.removesuffix("/") if written else None  # as often as not, addresses are written with one
    return ClaimPaths(
        subject=spec.subject or "sub",
        roles=preset.roles_with(setting) if spec.roles is None else spec.roles,
        permissions=preset.permissions if spec.permissions is None else spec.permissions,
        tenant=spec.tenant or preset.tenant,
        role_names=compile_names(spec.role_map, spec.unmapped_roles),
        permission_names=compile_names(spec.permission_map),
    )


def _form(spec: IssuerSpec) -> TokenForm:
    usual = TokenForm()
    return TokenForm(
        types=frozenset((spec.token_type.lower(),)) if spec.token_type else usual.types,
        needs_type=spec.token_type is not None,
        largest=spec.largest or usual.largest,
    )


def _refresh(spec: IssuerSpec) -> KeysRefresh:
    written, usual = spec.keys_refresh, KeysRefresh()
    return KeysRefresh(
        after=written.after or usual.after,
        stale_for=written.stale_for or usual.stale_for,
        cooldown=written.cooldown or usual.cooldown,
    )
