"""The guard: a service's own door, by the gateway's configuration. It believes no header; it verifies the token itself.

    guard = Guard("gateway.yaml")
    guard.install(app)

    @app.get("/orders")
    def orders(who: Annotated[Principal, Depends(guard.require(permission="orders:read"))]) -> …

What is required is compiled when it is written down, so that a misspelt role ends the start and no request. `defaults`
of the file hold here as on any of its routes; its own routes and upstreams do not. Opened in the application's loop.
"""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Unpack

from fastapi import FastAPI, Request

from application.activation import Activation
from application.exchange import Exchange
from application.gateway import Gateway
from application.identity.identifying import Pending
from application.identity.letting_in import let_in
from application.runtime import Runtime
from domain.identity.principal import Principal
from domain.message.head import Head
from domain.message.reading import read_request
from domain.message.refusal import Refusal
from domain.message.request_id import given_id
from domain.plan.compile import compile_plan
from domain.plan.plan import Plan
from domain.spec.fault import Fault
from domain.spec.place import Place, Text
from domain.spec.route import RouteSpec
from domain.spec.spec import Spec
from entrypoints.container import Container
from entrypoints.http.proxy import read_head
from entrypoints.offline import yaml_source
from entrypoints.service.refused import Refused, answered
from entrypoints.service.wanted import Wanted, Words

Dependency = Callable[[Request], Awaitable[Principal]]
log = logging.getLogger("limen.service")


class ConfigurationFaults(ValueError):
    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)


class Guard:
    def __init__(self, config: str | Path, gateways: Sequence[str] = ()) -> None:
        """`gateways` are the networks that the gateway calls from: whom to believe who the client was, and its id."""
        container = Container()
        self._new_id = container.request_id()
        self._gateway = Gateway(container.clock(), self._new_id, [])
        self._activation = Activation(self._gateway, container.adapters(), container.clock())
        self._spec = _read(Path(config), gateways)
        self._routes: list[RouteSpec] = []
        self._is_current = False

    def require(self, **words: Unpack[Words]) -> Dependency:
        """A dependency that lets in whoever has all that is named; raises ConfigurationFaults for what is not there."""
        number = len(self._routes)
        wanted = Wanted(**words).route(number, Place("require", number + 1, 1))
        self._compiled([wanted])
        self._routes.append(wanted)
        self._is_current = False

        async def admitted(request: Request) -> Principal:
            return await self._admitted(number, request)

        return admitted

    def install(self, app: FastAPI) -> None:
        """Refusals become problem documents; the guard opens before the application does, and closes after it."""
        app.add_exception_handler(Refused, answered)
        inner = app.router.lifespan_context

        @asynccontextmanager
        async def lifespan(running: Any) -> AsyncIterator[Any]:
            await self.open()
            try:
                async with inner(running) as state:
                    yield state
            finally:
                await self.close()

        app.router.lifespan_context = lifespan

    async def open(self) -> Runtime:
        """Also whenever something more is required than before."""
        runtime = self._gateway.runtime
        if runtime is not None and self._is_current:
            return runtime
        former = self._activation.activate(self._compiled(self._routes))
        self._is_current = True
        await self._activation.tried()
        if former is not None:
            await former.close()
        return await self.open()

    async def close(self) -> None:
        await self._activation.close()

    async def _admitted(self, number: int, request: Request) -> Principal:
        runtime = await self.open()
        head = read_head(request.scope)
        proxies = runtime.server.trusted_proxies
        request_id = given_id(head.peer, head.headers, proxies) or self._new_id()
        who = await _judged(runtime, number, head, request_id, request)
        if isinstance(who, Refusal):
            log.info("request %s refused: %s: %s", request_id, who.reason.name, who.why)
            raise Refused(who, request_id)
        return who

    def _compiled(self, routes: Sequence[RouteSpec]) -> Plan:
        plan = compile_plan(replace(self._spec, routes=tuple(routes)))
        if isinstance(plan, tuple):
            raise ConfigurationFaults(plan)
        return plan


async def _judged(runtime: Runtime, number: int, head: Head, request_id: str, request: Request) -> Principal | Refusal:
    server, door = runtime.server, runtime.routes[number].door
    asked = read_request(head, request_id, server.trusted_proxies, normalise=server.normalises_paths)
    if isinstance(asked, Refusal):
        return asked
    assert door is not None  # noqa: S101  `require` never says `public`
    found = door.identifier.identify(asked)
    known = await found.settle() if isinstance(found, Pending) else found
    exchange = Exchange(request_id, head.method, request.url.path, asked.host, asked.client, started=0.0)
    return let_in(known, door, asked, {name: str(value) for name, value in request.path_params.items()}, exchange)


def _read(config: Path, gateways: Sequence[str]) -> Spec:
    spec = yaml_source(config).read().spec
    if isinstance(spec, tuple):
        raise ConfigurationFaults(spec)
    trusted = tuple(Text(network, Place("gateways", 1, 1)) for network in gateways)
    server = replace(spec.server, trusted_proxies=(*spec.server.trusted_proxies, *trusted))
    return replace(spec, server=server, upstreams=(), routes=())
