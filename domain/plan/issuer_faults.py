"""What can be wrong with issuers, each by itself and several together.

Plain http is refused save on loopback addresses: whoever can answer for the issuer can sign for it (RFC 8725, 3.9).
Two issuers of one address need audiences of their own, or one token would have two meanings.
"""

from collections.abc import Iterator

from domain.identity.address import is_trustworthy
from domain.identity.credential import LARGEST
from domain.identity.issuer import KeyOrigin
from domain.permissions.role import RoleTable
from domain.plan.algorithms import ASYMMETRIC, SHORTEST_SECRET
from domain.plan.name_maps import permission_map_faults, role_map_faults
from domain.plan.presets import NO_PRESET, PRESETS
from domain.spec.fault import Fault, nearest
from domain.spec.identity import IssuerSpec
from domain.spec.place import Text


def faults_of(spec: IssuerSpec, roles: RoleTable, longest: int) -> Iterator[Fault]:
    yield from _algorithm_faults(spec)
    yield from _address_faults(spec)
    yield from _preset_faults(spec)
    yield from role_map_faults(spec.role_map, spec.unmapped_roles, roles)
    yield from permission_map_faults(spec.permission_map, roles)
    if spec.keys.kind == KeyOrigin.SECRET.value:
        yield from _secret_faults(spec)
    if spec.largest and spec.largest > (longest := min(longest, LARGEST)):
        message = f"issuer `{spec.name}` reads tokens of {spec.largest} bytes, and {longest} is the most that can come"
        yield Fault(spec.name.at, "largest-unreachable", message, "`server: {limits: {headers: …}}`")


def faults_among(specs: tuple[IssuerSpec, ...]) -> Iterator[Fault]:
    for former, latter in ((former, latter) for place, latter in enumerate(specs) for former in specs[:place]):
        both = sorted(set(former.audience) & set(latter.audience))
        if former.issuer.text == latter.issuer.text and both:
            message = (
                f"issuers `{former.name}` and `{latter.name}` both read tokens of `{latter.issuer}` for `{both[0]}`"
            )
            yield Fault(latter.issuer.at, "issuer-repeated", message, "one issuer, or an audience of its own for each")


def _algorithm_faults(spec: IssuerSpec) -> Iterator[Fault]:
    shared = spec.keys.kind == KeyOrigin.SECRET.value
    fitting = SHORTEST_SECRET if shared else ASYMMETRIC
    for algorithm in spec.algorithms:
        if algorithm.text not in fitting:
            what = "a shared secret" if shared else "public keys"
            message = f"algorithm `{algorithm}` does not go with {what}"
            yield Fault(algorithm.at, "algorithm-unfit", message, nearest(algorithm.text, fitting))


def _address_faults(spec: IssuerSpec) -> Iterator[Fault]:
    addresses = [spec.issuer] if spec.keys.kind == KeyOrigin.DISCOVER.value else []
    if spec.keys.kind == KeyOrigin.JWKS.value:
        addresses.append(Text(spec.keys.value, spec.keys.at))
    for address in addresses:
        if not is_trustworthy(address.text, insecure_http=spec.insecure_http):
            message = f"`{address}` is not an address that keys can be trusted from"
            yield Fault(address.at, "address-insecure", message, "https, or http on a loopback address")


def _preset_faults(spec: IssuerSpec) -> Iterator[Fault]:
    takes = PRESETS.get(spec.preset or "", NO_PRESET).takes
    for name, written in (("client", spec.client), ("namespace", spec.namespace)):
        if written is not None and name != takes:
            using = ", ".join(f"`preset: {known}`" for known, preset in PRESETS.items() if preset.takes == name)
            yield Fault(written.at, "preset-setting-unused", f"nothing here uses `{name}`", f"it goes with {using}")


def _secret_faults(spec: IssuerSpec) -> Iterator[Fault]:
    shortest = max((SHORTEST_SECRET.get(algorithm.text, 0) for algorithm in spec.algorithms), default=0)
    if len(spec.keys.value.encode()) < shortest:
        message = f"the secret is shorter than {shortest} bytes"
        yield Fault(spec.keys.at, "secret-short", message, "make one with: openssl rand -base64 64")
