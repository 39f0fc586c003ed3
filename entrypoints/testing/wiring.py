"""The container of production, with what reaches outside the process taken out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from application.exchange import Exchange
from application.ports.minting import CannotMint
from application.ports.observer import Observer
from application.ports.transport import Transport
from domain.identity.claims import Claims
from domain.identity.issuer import Issuer, Secret
from domain.plan.plan import Plan
from domain.upstream.target import Target
from entrypoints.container import Container, front_of
from entrypoints.diet import providers
from entrypoints.http.front import Front
from entrypoints.opening import open_key_source
from entrypoints.testing.clock import HandClock
from entrypoints.testing.keys import TestKeys, algorithm_of, signing_key
from entrypoints.testing.upstream import MemoryTransport, Received


@dataclass(slots=True)
class Log(Observer):
    """In the place of the access log."""

    exchanges: list[Exchange] = field(default_factory=list)

    def finished(self, exchange: Exchange) -> None:
        self.exchanges.append(exchange)

    def close(self) -> None:
        """Nothing is open."""


@dataclass(frozen=True, slots=True)
class Wired:
    front: Front
    log: Log
    mint: Callable[[Issuer, Claims, str], str]


def wired(plan: Plan, upstreams: Mapping[str, object], clock: HandClock, calls: list[Received]) -> Wired:
    container, log = Container(), Log()
    names = _by_address(plan, upstreams)
    container.clock.override(providers.Object(clock))
    container.access_log.override(providers.Object(log))
    container.key_source.override(providers.Object(_keys))
    open_one = partial(_opened, names, upstreams, calls)
    container.transport.override(providers.Factory(open_one))
    return Wired(front_of(container, plan), log, partial(_minted, container))


def _opened(
    names: Mapping[str, str],
    upstreams: Mapping[str, object],
    calls: list[Received],
    target: Target,
    **_others: object,
) -> Transport:
    name = names[target.origin]
    return MemoryTransport(name, target.origin, upstreams.get(name, 200), calls)


def _by_address(plan: Plan, upstreams: Mapping[str, object]) -> dict[str, str]:
    """An upstream's name by each address. One that a test speaks for comes before another at the same address."""
    ordered = sorted(plan.upstreams.items(), key=lambda one: one[0] in upstreams)
    return {target.origin: name for name, upstream in ordered for target in upstream.targets}


def _keys(issuer: Issuer) -> object:
    return open_key_source(issuer) if isinstance(issuer.location, Secret) else TestKeys(issuer)


def _minted(container: Container, issuer: Issuer, claims: Claims, typ: str) -> str:
    minted = container.minter().mint(claims, signing_key(issuer), algorithm_of(issuer), typ)
    if isinstance(minted, CannotMint):
        raise ValueError(minted.why)  # noqa: TRY004  of a key, not of a type
    return minted
