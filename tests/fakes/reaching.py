"""How the contract's tests come by a transport: the types of the fixtures in tests/contract/transport/conftest.py."""

from ssl import SSLContext
from typing import Protocol

from application.ports.transport import Transport
from domain.upstream.target import Target
from tests.fakes.upstream import RudeUpstream, Script


class Reach(Protocol):
    async def __call__(self, target: Target, tls: SSLContext | None = None) -> Transport: ...


class OpenTo(Protocol):
    async def __call__(self, *scripts: Script) -> tuple[Transport, RudeUpstream]: ...
