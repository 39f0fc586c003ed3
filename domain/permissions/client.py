"""Where a call comes from: the caller's address, behind trusted proxies the one that they vouch for."""

from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

from domain.identity.principal import Principal
from domain.message import reason
from domain.message.forwarding import parsed_address
from domain.permissions.decision import ALLOW, Decision, Denial, undecided
from domain.permissions.facts import Asks, Facts
from domain.permissions.policy import Placed


@dataclass(frozen=True, slots=True)
class ClientIn(Placed):
    networks: tuple[IPv4Network | IPv6Network, ...]

    @property
    def asks(self) -> Asks:
        return Asks.REQUEST

    def decide(self, principal: Principal, facts: Facts) -> Decision:  # noqa: ARG002
        address = _known(facts.client)
        if address is None:
            return undecided(reason.CLIENT_MISMATCH, "the caller's address is not known")
        if any(address in network for network in self.networks):
            return ALLOW
        return Denial(reason.CLIENT_MISMATCH, f"not so: {self}")

    def __str__(self) -> str:
        return f"client in {', '.join(map(str, self.networks))}"


@lru_cache(4096)  # addresses come again and again
def _known(address: str) -> IPv4Address | IPv6Address | None:
    return parsed_address(address)
