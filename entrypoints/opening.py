"""Opening: which adapter a part of a plan asks for. The container's hand, and the commands' where they look at the file
alone; nobody else names adapters.

What is large and not always needed is imported where it is asked for.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from adapters.config.yaml_api_keys import YamlApiKeySource
from adapters.keys.file_jwks import FileJwksSource
from adapters.keys.secret_jwks import SecretJwksSource
from adapters.tokens.issuer_reader import CompactTokenText
from adapters.tokens.strict_json import read_value
from adapters.transport.aiodns_addresses import AiodnsAddresses
from adapters.transport.auto_transport import AutoTransport
from adapters.transport.h1_transport import H1Transport
from application.contracts.judges import Judges
from application.identity.bearers import OpeningLookups
from application.identity.keyring import Keyring, terms_of
from application.opening import Opening
from application.ports.api_keys import ApiKeySource
from application.ports.breaker import Breaker
from application.ports.clock import Clock
from application.ports.compression import Compressor
from application.ports.introspection import Introspector
from application.ports.keys import KeySource
from application.ports.minting import TokenMinter
from application.ports.revocation import RevocationList
from application.ports.roles import RoleSource
from application.ports.token_text import TokenText
from application.ports.tokens import TokenVerifier
from application.ports.transport import Transport
from domain.identity.introspection import Introspection, PrivateKey
from domain.identity.issuer import Issuer, KeyOrigin, Secret, TokenForm
from domain.identity.revocation_terms import RevocationOrigin, RevocationTerms
from domain.identity.role_lookup import RoleLookup
from domain.spec.upstream import AIOHTTP, H1
from domain.upstream.health import BreakerTerms
from domain.upstream.target import Target


def open_key_source(issuer: Issuer) -> KeySource:
    """The way to an issuer's keys that the configuration names."""
    location = issuer.location
    if isinstance(location, Secret):
        return SecretJwksSource(location.value, issuer.algorithms)
    if issuer.origin is KeyOrigin.JWKS_FILE:
        return FileJwksSource(Path(location))
    if issuer.origin is KeyOrigin.PEM_FILE:
        from adapters.keys.cryptography_pem import FilePemSource  # noqa: PLC0415  cryptography is large

        return FilePemSource(Path(location))
    from adapters.keys.aiohttp_jwks import AiohttpDiscoverySource, AiohttpJwksSource  # noqa: PLC0415  so is aiohttp

    if issuer.origin is KeyOrigin.DISCOVER:
        return AiohttpDiscoverySource(location, insecure_http=issuer.insecure_http)
    return AiohttpJwksSource(location)


def open_verifier(algorithms: frozenset[str], form: TokenForm) -> TokenVerifier:
    """Imported where tokens are verified: many gateways verify none, and cryptography is large."""
    from adapters.tokens.pyjwt_verifier import PyJwtVerifier  # noqa: PLC0415

    return PyJwtVerifier(algorithms, form)


def open_revocations(terms: RevocationTerms) -> RevocationList:
    """Imported where a configuration names them: redis-py is large."""
    if terms.origin is RevocationOrigin.FILE:
        from adapters.revocation.yaml_file import YamlRevocationFile  # noqa: PLC0415

        return YamlRevocationFile(Path(terms.location))
    from adapters.revocation.redis_stream import RedisRevocationStream  # noqa: PLC0415

    return RedisRevocationStream(terms)


def open_aiohttp(target: Target, clock: Clock) -> Transport:
    """Imported where a configuration or a WebSocket asks for it."""
    from adapters.transport.aiohttp_transport import AiohttpTransport  # noqa: PLC0415

    return AiohttpTransport(target, clock)


def open_transport(target: Target, clock: Clock, names: AiodnsAddresses) -> Transport:
    """As the upstream's `transport` says."""
    if target.transport == AIOHTTP:
        return open_aiohttp(target, clock)
    calls = H1Transport(target, clock, addresses=names.of)
    return calls if target.transport == H1 else AutoTransport(calls, partial(open_aiohttp, target, clock))


def file_schema() -> dict[str, Any]:
    """The JSON Schema of the configuration file."""
    from adapters.config.schema.document import schema  # noqa: PLC0415  only one command asks

    return schema()


def open_judges() -> Judges:
    from entrypoints.offline import judges  # noqa: PLC0415  where a configuration has contracts

    return judges()


def open_minter() -> TokenMinter:
    from adapters.tokens.pyjwt_minter import PyJwtMinter  # noqa: PLC0415

    return PyJwtMinter()


@dataclass(frozen=True, slots=True)
class Lookups(OpeningLookups):
    """Whom a plan's callers are asked about: imported where a plan has any, for aiohttp is large."""

    clock: Clock

    def introspector(self, introspection: Introspection) -> Introspector:
        from adapters.lookups.aiohttp_introspector import AiohttpIntrospector  # noqa: PLC0415

        if not isinstance(introspection.proof, PrivateKey):
            return AiohttpIntrospector(introspection, read_value, str)
        from adapters.lookups.pyjwt_assertion import Assertions  # noqa: PLC0415

        assertions = Assertions(introspection.client_id, introspection.proof, self.clock.now)
        return AiohttpIntrospector(introspection, read_value, assertions.new)

    def role_source(self, lookup: RoleLookup) -> RoleSource:
        from adapters.lookups.aiohttp_roles import AiohttpRoleSource  # noqa: PLC0415

        return AiohttpRoleSource(lookup, read_value)


@dataclass(frozen=True, slots=True)
class Adapters(Opening):
    """How a plan's parts are opened. The fields are factories; tests give their own."""

    key_source: Callable[..., KeySource]
    open_revocations: Callable[..., RevocationList]
    verifier: Callable[..., TokenVerifier]
    open_transport: Callable[..., Transport]
    open_breaker: Callable[..., Breaker]
    compressors: Mapping[str, Callable[[], Compressor]]  # by content coding
    clock: Clock
    lookups: OpeningLookups

    def keyring(self, issuer: Issuer) -> Keyring:
        verifier = self.verifier(issuer.algorithms, issuer.form)
        return Keyring(verifier, self.key_source(issuer), self.clock, terms_of(issuer.refresh), issuer.name)

    def token_text(self) -> TokenText:
        return CompactTokenText()

    def revocations(self, terms: RevocationTerms) -> RevocationList:
        return self.open_revocations(terms)

    def api_key_source(self, file: str) -> ApiKeySource:
        return YamlApiKeySource(Path(file))

    def transport(self, target: Target) -> Transport:
        return self.open_transport(target)

    def breaker(self, terms: BreakerTerms) -> Breaker:
        return self.open_breaker(terms)

    def judges(self) -> Judges:
        return open_judges()

    def compressor(self, encoding: str) -> Compressor:
        return self.compressors[encoding]()
