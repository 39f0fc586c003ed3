"""Compiles issuers: where keys come from, which algorithms they may be used with, how claims are read.

Plain http is refused save on loopback addresses: whoever can answer for the issuer can sign for it (RFC 8725, 3.9).
"""

from collections.abc import Iterator

from domain.identity.address import is_trustworthy
from domain.identity.issuer import Issuer, KeyOrigin, Secret
from domain.identity.principal import ClaimPaths
from domain.identity.validity import Validity
from domain.spec.fault import Fault, nearest
from domain.spec.identity import IssuerSpec
from domain.spec.place import Text

SHORTEST_SECRET = {"HS256": 32, "HS384": 48, "HS512": 64}  # bytes: the hash's own length (RFC 7518, 3.2)
ASYMMETRIC = frozenset((
    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA",
))  # fmt: skip


def compile_issuers(specs: tuple[IssuerSpec, ...], faults: list[Fault]) -> dict[str, Issuer]:
    for spec in specs:
        faults.extend(_faults(spec))
    return {spec.name.text: _compiled(spec) for spec in specs}


def _compiled(spec: IssuerSpec) -> Issuer:
    origin = KeyOrigin(spec.keys.kind)
    location = Secret(spec.keys.value) if origin is KeyOrigin.SECRET else spec.keys.value
    return Issuer(
        name=spec.name.text,
        origin=origin,
        location=spec.issuer.text if origin is KeyOrigin.DISCOVER else location,
        algorithms=frozenset(algorithm.text for algorithm in spec.algorithms),
        validity=Validity(spec.issuer.text, frozenset(spec.audience), spec.leeway),
        paths=ClaimPaths(spec.subject, spec.roles, spec.permissions),
    )


def _faults(spec: IssuerSpec) -> Iterator[Fault]:
    yield from _algorithm_faults(spec)
    yield from _address_faults(spec)
    if spec.keys.kind == KeyOrigin.SECRET.value:
        yield from _secret_faults(spec)


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
        if not is_trustworthy(address.text):
            message = f"`{address}` is not an address that keys can be trusted from"
            yield Fault(address.at, "address-insecure", message, "https, or http on a loopback address")


def _secret_faults(spec: IssuerSpec) -> Iterator[Fault]:
    shortest = max((SHORTEST_SECRET.get(algorithm.text, 0) for algorithm in spec.algorithms), default=0)
    if len(spec.keys.value.encode()) < shortest:
        message = f"the secret is shorter than {shortest} bytes"
        yield Fault(spec.keys.at, "secret-short", message, "make one with: openssl rand -base64 64")
