"""Compiles issuers: where keys come from, which algorithms they may be used with, how claims are read and judged."""

from collections.abc import Collection

from domain.identity.demands import Demands
from domain.identity.issuer import Issuer, KeyOrigin, KeysRefresh, Secret, TokenForm
from domain.identity.principal import ClaimPaths
from domain.identity.role_names import RoleNames
from domain.identity.validity import Validity
from domain.message.limits import Limits
from domain.plan.issuer_faults import faults_among, faults_of
from domain.plan.presets import NO_PRESET, PRESETS, Preset
from domain.spec.fault import Fault
from domain.spec.identity import IssuerSpec

LONGEST = Limits().headers


def compile_issuers(
    specs: tuple[IssuerSpec, ...],
    faults: list[Fault],
    *,
    roles: Collection[str] = (),
    longest: int = LONGEST,
) -> dict[str, Issuer]:
    """`roles` are the declared ones; `longest` is how many bytes of fields the server takes."""
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
        role_names=_role_names(spec),
    )


def _role_names(spec: IssuerSpec) -> RoleNames | None:
    if spec.role_map is None:
        return None
    ours = {theirs: frozenset(role.text for role in roles) for theirs, roles in spec.role_map}
    return RoleNames(ours, keeps_others=spec.unmapped_roles is not None and spec.unmapped_roles.text == "keep")


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
