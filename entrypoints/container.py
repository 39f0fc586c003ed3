"""The container: with opening.py the only file that names adapters. Production and tests are wired here; tests override
providers.

Nothing asynchronous is opened by a provider: an asynchronous resource would make futures of all that depend on it. The
application's lifespan opens and closes (front below).
"""

import os
from importlib import import_module
from pathlib import Path

from entrypoints.diet import containers, providers  # before all that it keeps thin

# isort: split
from adapters.clock.system_clock import SystemClock
from adapters.compression.brotli_br import BrotliCompressor
from adapters.compression.zlib_gzip import GzipCompressor
from adapters.compression.zstandard_zstd import ZstandardCompressor
from adapters.config.json_last_good import JsonLastGood
from adapters.ids.urandom_ids import UrandomIds
from adapters.telemetry.orjson_access import OrjsonAccessLog
from adapters.telemetry.structlog_process import configure_logging
from adapters.transport.aiobreaker_breaker import AiobreakerBreaker
from adapters.transport.aiodns_addresses import AiodnsAddresses
from application.activation import Activation
from application.edge import Edge
from application.gateway import Gateway
from application.noting.notes import Notes, NoteTerms
from application.ports.clock import Clock
from application.ports.last_good import LastGood
from domain.identity.revocation_terms import RevocationOrigin
from domain.plan.plan import Plan
from entrypoints.control.inside import Inside, Questions
from entrypoints.http.decisions import Decisions, explained_briefly
from entrypoints.http.front import Front
from entrypoints.http.pages import Pages, build_pages
from entrypoints.http.proxy import Proxy
from entrypoints.http.running import Running
from entrypoints.http.vitals import Vitals
from entrypoints.http.websocket import WebSocketDoor
from entrypoints.opening import (
    Adapters,
    Lookups,
    open_key_source,
    open_minter,
    open_revocations,
    open_transport,
    open_verifier,
)


def import_ahead(plan: Plan) -> None:
    """In the master, before it forks: what the workers of `plan` will import is imported once, and shared by all."""
    if plan.issuers:
        import_module("adapters.tokens.pyjwt_verifier")
    if plan.lookups.introspections or plan.lookups.roles:
        import_module("adapters.lookups.aiohttp_service")
    if plan.revocation and plan.revocation.origin is RevocationOrigin.REDIS:
        import_module("adapters.revocation.redis_stream")


DOOR = "LIMEN_DOOR"  # `asgi`: every request comes by ASGI, as under another server


def noting(terms: NoteTerms, clock: Clock) -> Notes | None:
    """None: nothing is kept, and nobody is in the way."""
    return Notes(terms, clock) if terms.last else None


class Container(containers.DeclarativeContainer):
    clock = providers.Singleton(SystemClock)
    access_log = providers.Singleton(OrjsonAccessLog)
    request_id = providers.Singleton(UrandomIds)
    note_terms = providers.Object(NoteTerms())
    notes = providers.Singleton(noting, note_terms, clock)
    explain = providers.Object(explained_briefly)
    gateway = providers.Singleton(Gateway, clock, request_id, providers.List(access_log), notes, explain)
    decisions = providers.Singleton(Decisions, notes)

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


def last_good(folder: Path, path: Path) -> LastGood:
    """`path` is the configuration's."""
    return JsonLastGood(folder, path, os.environ)


def questions_of(container: Container) -> Questions:
    """What may be asked of every worker, by name (entrypoints/admin/peers.py)."""
    decisions = container.decisions()
    return {"state": container.running().state, "decision": decisions.one, "decisions": decisions.latest}


def front(plan: Plan, notes: NoteTerms | None = None) -> Front:
    """The ASGI application of one process, over a container of its own. `notes`: which decisions can be explained."""
    prepare_process()
    container = Container()
    container.note_terms.override(providers.Object(notes or NoteTerms()))
    return front_of(container, plan)


def front_of(container: Container, plan: Plan) -> Front:
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
        inside=Inside(activation, questions_of(container), import_ahead),
    )
