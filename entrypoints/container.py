"""The container: with opening.py the only file that names adapters. Production and tests are wired here; tests override
providers.

Nothing asynchronous is opened by a provider: an asynchronous resource would make futures of all that depend on it. The
application's lifespan opens and closes (front below).
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from entrypoints.diet import containers, providers  # before all that it keeps thin

# isort: split
from adapters.clock.system_clock import SystemClock
from adapters.compression.brotli_br import BrotliCompressor
from adapters.compression.zlib_gzip import GzipCompressor
from adapters.compression.zstandard_zstd import ZstandardCompressor
from adapters.config.yaml_api_keys import YamlApiKeySource
from adapters.ids.urandom_ids import UrandomIds
from adapters.telemetry.orjson_access import OrjsonAccessLog
from adapters.telemetry.structlog_process import configure_logging
from adapters.tokens.issuer_reader import CompactTokenText
from adapters.transport.aiobreaker_breaker import AiobreakerBreaker
from adapters.transport.aiodns_addresses import AiodnsAddresses
from application.activation import Activation
from application.edge import Edge
from application.gateway import Gateway
from application.identity.bearers import OpeningLookups
from application.identity.keyring import Keyring, terms_of
from application.opening import Opening
from application.ports.api_keys import ApiKeySource
from application.ports.breaker import Breaker
from application.ports.clock import Clock
from application.ports.compression import Compressor
from application.ports.keys import KeySource
from application.ports.revocation import RevocationList
from application.ports.token_text import TokenText
from application.ports.tokens import TokenVerifier
from application.ports.transport import Transport
from domain.identity.issuer import Issuer
from domain.identity.revocation_terms import RevocationOrigin, RevocationTerms
from domain.plan.plan import Plan
from domain.upstream.health import BreakerTerms
from domain.upstream.target import Target
from entrypoints.http.front import Front
from entrypoints.http.pages import Pages, build_pages
from entrypoints.http.proxy import Proxy
from entrypoints.http.running import Running
from entrypoints.http.vitals import Vitals
from entrypoints.http.websocket import WebSocketDoor
from entrypoints.opening import (
    Lookups,
    open_key_source,
    open_minter,
    open_revocations,
    open_transport,
    open_verifier,
)


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

    def compressor(self, encoding: str) -> Compressor:
        return self.compressors[encoding]()


def import_ahead(plan: Plan) -> None:
    """In the master, before it forks: what the workers of `plan` will import is imported once, and shared by all."""
    if plan.issuers:
        import_module("adapters.tokens.pyjwt_verifier")
    if plan.lookups.introspections or plan.lookups.roles:
        import_module("adapters.lookups.aiohttp_service")
    if plan.revocation and plan.revocation.origin is RevocationOrigin.REDIS:
        import_module("adapters.revocation.redis_stream")


DOOR = "LIMEN_DOOR"  # `asgi`: every request comes by ASGI, as under another server


class Container(containers.DeclarativeContainer):
    clock = providers.Singleton(SystemClock)
    access_log = providers.Singleton(OrjsonAccessLog)
    request_id = providers.Singleton(UrandomIds)
    gateway = providers.Singleton(Gateway, clock, request_id, providers.List(access_log))

    key_source = providers.Object(open_key_source)
    revocations = providers.Object(open_revocations)
    verifier = providers.Factory(open_verifier)
    minter = providers.Singleton(open_minter)
    names = providers.Singleton(AiodnsAddresses, clock)  # of all targets: one channel, one cache
    transport = providers.Factory(open_transport, clock=clock, names=names)
    breaker = providers.Factory(AiobreakerBreaker, clock=clock)
    compressors = providers.Object({"zstd": ZstandardCompressor, "br": BrotliCompressor, "gzip": GzipCompressor})
    lookups = providers.Singleton(Lookups, clock)
    adapters = providers.Singleton(
        Adapters,
        key_source,
        revocations,
        verifier.provider,
        transport.provider,
        breaker.provider,
        compressors,
        clock,
        lookups,
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


def front(plan: Plan) -> Front:
    """The ASGI application of one process, over a container of its own."""
    prepare_process()
    container = Container()
    activation = container.activation()

    async def start() -> None:
        activation.activate(plan)
        await activation.tried()

    async def stop() -> None:
        await activation.close()
        container.access_log().close()  # after the last call

    answering = container.proxy(), container.websockets(), container.vitals(), container.pages()
    return Front(
        *answering,
        start=start,
        stop=stop,
        drain=container.running().drain,
        edge=container.edge(),
        gateway=None if os.environ.get(DOOR) == "asgi" else container.gateway(),
    )
