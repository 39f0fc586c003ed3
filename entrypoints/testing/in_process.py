"""The whole gateway in the test's process: the real application, with upstreams in memory and a clock in hand.

Callers are signed in for real: tokens are minted by keys of the test's own, which stand in the place of the issuers'.
"""

import asyncio
import json as formats
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self, Unpack

from application.tools.minting import Wish, claims_for, typ_for
from domain.identity.principal import TENANT
from domain.message.headers import Headers
from entrypoints.testing.asgi import Lifespan, Response, call
from entrypoints.testing.asking import Caller
from entrypoints.testing.clock import HandClock
from entrypoints.testing.configuration import Configuration, Faulty, configuration_of
from entrypoints.testing.upstream import Received
from entrypoints.testing.wiring import Wired, wired

Upstreams = Mapping[str, object]  # a Handler, or what one would say


@dataclass(frozen=True, slots=True)
class Answered:
    status: int
    headers: Mapping[str, str]  # of several with one name the last
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def reason(self) -> str | None:
        """Of a refusal."""
        found = self.json() if self.headers.get("content-type") == "application/problem+json" else {}
        return found.get("reason") if isinstance(found, dict) else None

    def json(self) -> object:
        return formats.loads(self.body)


def gateway(
    config: str | Path | Configuration, upstreams: Upstreams | None = None, *, clock: HandClock | None = None
) -> "TestedGateway":
    """As a context, `with` or `async with`. An upstream that is not named answers 200 with nothing."""
    return TestedGateway(configuration_of(config), upstreams or {}, clock or HandClock())


class TestedGateway:
    __test__ = False

    def __init__(self, config: Configuration, upstreams: Upstreams, clock: HandClock) -> None:
        unknown = sorted(upstreams.keys() - config.plan.upstreams.keys())
        if unknown:
            raise Faulty(f"the configuration has no upstream {', '.join(unknown)}")
        self.clock = clock
        self.calls: list[Received] = []  # what upstreams were sent, in order
        self.plan = config.plan
        self._wired: Wired = wired(config.plan, upstreams, clock, self.calls)
        self.app = self._wired.front  # for clients that speak ASGI
        self._stack = AsyncExitStack()
        self._runner: asyncio.Runner | None = None

    def request(
        self,
        request: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        json: object = None,
        peer: str = "127.0.0.1",
        **caller: Unpack[Caller],
    ) -> Answered:
        """Of `with`; `request` is like `GET /orders/1`, and who calls is said as for `decide`."""
        assert self._runner is not None, "with gateway(…) as gate: gate.request(…)"  # noqa: S101
        return self._runner.run(self.send(request, headers=headers, body=body, json=json, peer=peer, **caller))

    async def send(
        self,
        request: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        json: object = None,
        peer: str = "127.0.0.1",
        **caller: Unpack[Caller],
    ) -> Answered:
        """The same, of `async with`."""
        method, _, url = request.partition(" ")
        fields = {**self._presented(caller), **{name.lower(): value for name, value in (headers or {}).items()}}
        if json is not None:
            body = formats.dumps(json).encode()
            fields.setdefault("content-type", "application/json")
        return _answered(await call(self.app, method, url.strip(), _fields(fields, body), body, peer=peer))

    def token(self, **caller: Unpack[Caller]) -> str:
        """Signed by the issuer that `credential` names, or by the first."""
        name = caller.get("credential") or next(iter(self.plan.issuers), "")
        if name not in self.plan.issuers:
            raise Faulty(f"there is no issuer {name or 'at all'} to sign a token")
        issuer = self.plan.issuers[name]
        given = caller.get("token", {})
        assert not isinstance(given, str), "a token is there already"  # noqa: S101
        roles = (*([caller["role"]] if "role" in caller else []), *caller.get("roles", ()))
        wish = Wish(caller.get("subject", "somebody"), tuple(roles), tuple(caller.get("permissions", ())))
        tenant = {issuer.paths.tenant or TENANT: caller["tenant"]} if "tenant" in caller else {}
        claims = {**claims_for(issuer, wish, self.clock.now()), **tenant, **caller.get("claims", {}), **given}
        return self._wired.mint(issuer, claims, typ_for(issuer))

    def _presented(self, caller: Caller) -> dict[str, str]:
        if not caller:
            return {}
        if "key" in caller:
            header = next(iter(self.plan.api_keys.values())).header
            return {header.decode("latin-1"): caller["key"]}
        given = caller.get("token")
        return {"authorization": f"Bearer {given if isinstance(given, str) else self.token(**caller)}"}

    async def __aenter__(self) -> Self:
        await self._stack.enter_async_context(Lifespan(self.app))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    def __enter__(self) -> Self:
        self._runner = asyncio.Runner()
        self._runner.run(self.__aenter__())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._runner is not None  # noqa: S101  it was entered
        try:
            self._runner.run(self.__aexit__(None, None, None))
        finally:
            self._runner.close()


def _fields(headers: Mapping[str, str], body: bytes) -> Headers:
    fields = [(name.encode("latin-1"), value.encode()) for name, value in headers.items()]
    if body and "content-length" not in headers:
        fields.append((b"content-length", b"%d" % len(body)))
    return fields


def _answered(response: Response) -> Answered:
    fields = {name.decode("latin-1"): value.decode("utf-8", "replace") for name, value in response.headers}
    return Answered(response.status, fields, response.body)
