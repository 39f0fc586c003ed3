"""The container: the only file that names adapters. Production and tests are wired here; tests override providers.

Nothing asynchronous is opened by a provider: an asynchronous resource would make futures of all that depend on it. The
application's lifespan opens and closes (front below).
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path

from entrypoints.diet import containers, providers  # before all that it keeps thin

# isort: split
from adapters.clock.system_clock import SystemClock
from adapters.compression.brotli_br import BrotliCompressor
from adapters.compression.zlib_gzip import GzipCompressor
from adapters.compression.zstandard_zstd import ZstandardCompressor
from adapters.config.yaml_api_keys import YamlApiKeySource
from adapters.config.yaml_source import YamlConfigSource
from adapters.ids.urandom_ids import UrandomIds
from adapters.keys.aiohttp_jwks import AiohttpDiscoverySource, AiohttpJwksSource
from adapters.keys.file_jwks import FileJwksSource
from adapters.keys.secret_jwks import SecretJwksSource
from adapters.telemetry.orjson_access import OrjsonAccessLog
from adapters.telemetry.structlog_process import configure_logging
from adapters.tokens.issuer_reader import CompactTokenText
from adapters.transport.aiobreaker_breaker import AiobreakerBreaker
from adapters.transport.aiodns_addresses import AiodnsAddresses
from adapters.transport.auto_transport import AutoTransport
from adapters.transport.h1_transport import H1Transport
from application.activation import Activation, Opening
from application.edge import Edge
from application.gateway import Gateway
from application.keyring import Keyring
from application.ports.api_keys import ApiKeySource
from application.ports.breaker import Breaker
from application.ports.clock import Clock
from application.ports.compression import Compressor
from application.ports.config import ConfigSource
from application.ports.keys import KeySource
from application.ports.minting import TokenMinter
from application.ports.token_text import TokenText
from application.ports.tokens import TokenVerifier
from application.ports.transport import Transport
from domain.identity.issuer import Issuer, KeyOrigin, Secret
from domain.plan.plan import Plan
from domain.spec.upstream import AIOHTTP, H1
from domain.upstream.health import BreakerTerms
from domain.upstream.target import Target
from entrypoints.http.front import Front
from entrypoints.http.pages import Pages, build_pages
from entrypoints.http.proxy import Proxy
from entrypoints.http.running import Running
from entrypoints.http.vitals import Vitals
from entrypoints.http.websocket import WebSocketDoor


@dataclass(frozen=True, slots=True)
class Adapters(Opening):
    """How a plan's parts are opened. The fields are factories; tests give their own."""

    key_source: Callable[..., KeySource]
    verifier: Callable[..., TokenVerifier]
    open_transport: Callable[..., Transport]
    open_breaker: Callable[..., Breaker]
    compressors: Mapping[str, Callable[[], Compressor]]  # by content coding
    clock: Clock

    def keyring(self, issuer: Issuer) -> Keyring:
        return Keyring(self.verifier(issuer.algorithms), self.key_source(issuer), self.clock, name=issuer.name)

    def token_text(self) -> TokenText:
        return CompactTokenText()

    def api_key_source(self, file: str) -> ApiKeySource:
        return YamlApiKeySource(Path(file))

    def transport(self, target: Target) -> Transport:
        return self.open_transport(target)

    def breaker(self, terms: BreakerTerms) -> Breaker:
        return self.open_breaker(terms)

    def compressor(self, encoding: str) -> Compressor:
        return self.compressors[encoding]()


def open_key_source(issuer: Issuer) -> KeySource:
    """The way to an issuer's keys that the configuration names."""
    location = issuer.location
    if isinstance(location, Secret):
        return SecretJwksSource(location.value, issuer.algorithms)
    if issuer.origin is KeyOrigin.JWKS_FILE:
        return FileJwksSource(Path(location))
    return (AiohttpDiscoverySource if issuer.origin is KeyOrigin.DISCOVER else AiohttpJwksSource)(location)


def open_verifier(algorithms: frozenset[str]) -> TokenVerifier:
    """Imported where tokens are verified: many gateways verify none, and cryptography is large."""
    from adapters.tokens.pyjwt_verifier import PyJwtVerifier  # noqa: PLC0415

    return PyJwtVerifier(algorithms)


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


def open_minter() -> TokenMinter:
    from adapters.tokens.pyjwt_minter import PyJwtMinter  # noqa: PLC0415

    return PyJwtMinter()


def import_ahead(plan: Plan) -> None:
    """In the master, before it forks: what the workers of `plan` will import is imported once, and shared by all."""
    if plan.issuers:
        import_module("adapters.tokens.pyjwt_verifier")


DOOR = "LIMEN_DOOR"  # `asgi`: every request comes by ASGI, as under another server


class Container(containers.DeclarativeContainer):
    clock = providers.Singleton(SystemClock)
    access_log = providers.Singleton(OrjsonAccessLog)
    request_id = providers.Singleton(UrandomIds)
    gateway = providers.Singleton(Gateway, clock, request_id, providers.List(access_log))

    key_source = providers.Object(open_key_source)
    verifier = providers.Factory(open_verifier)
    minter = providers.Singleton(open_minter)
    names = providers.Singleton(AiodnsAddresses, clock)  # of all targets: one channel, one cache
    transport = providers.Factory(open_transport, clock=clock, names=names)
    breaker = providers.Factory(AiobreakerBreaker, clock=clock)
    compressors = providers.Object({"zstd": ZstandardCompressor, "br": BrotliCompressor, "gzip": GzipCompressor})
    adapters = providers.Singleton(
        Adapters, key_source, verifier.provider, transport.provider, breaker.provider, compressors, clock
    )
    activation = providers.Singleton(Activation, gateway, adapters, clock)
    running = providers.Singleton(Running, gateway)
    vitals = providers.Singleton(Vitals, running, request_id)
    built_pages = providers.Singleton(build_pages, running, request_id)
    pages = providers.Singleton(Pages, built_pages.provider)
    proxy = providers.Singleton(Proxy, gateway)
    websockets = providers.Singleton(WebSocketDoor, gateway)
    edge = providers.Singleton(Edge, gateway)


def prepare_process() -> None:
    """First thing in a process that serves."""
    configure_logging()


def yaml_source(path: Path) -> ConfigSource:
    return YamlConfigSource(path, os.environ)


def front(plan: Plan) -> Front:
    """The ASGI application of one process, over a container of its own."""
    prepare_process()
    container = Container()
    activation = container.activation()

    async def start() -> None:
        activation.activate(plan)

    async def stop() -> None:
        await activation.close()
        container.access_log().close()  # after the last call

    return Front(
        container.proxy(),
        container.websockets(),
        container.vitals(),
        container.pages(),
        start=start,
        stop=stop,
        drain=container.running().drain,
        edge=container.edge(),
        gateway=None if os.environ.get(DOOR) == "asgi" else container.gateway(),
    )
