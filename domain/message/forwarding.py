"""Forwarding headers: what a hop says of the hops before it, believed only from trusted proxies.

`X-Forwarded-For/Proto/Host` and `Forwarded` from anybody else are what an attacker wrote: they are replaced. From a
trusted proxy they are appended to (one that speaks only one of the two is understood), and the client is the rightmost
address that is not a trusted proxy itself. A protocol or host that comes twice is not believed: a proxy that adds its
own beside the caller's has vouched for neither.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from domain.message.forwarded import element, elements_of, hops_of
from domain.message.headers import Header, Headers, read_alike, values

FORWARDED = frozenset((b"x-forwarded-for", b"x-forwarded-proto", b"x-forwarded-host", b"forwarded"))
_MOST_KNOWN = 4096  # addresses whose standing is remembered


@dataclass(frozen=True, slots=True)
class TrustedProxies:
    networks: tuple[IPv4Network | IPv6Network, ...] = ()
    _known: dict[str, bool] = field(default_factory=dict, repr=False, compare=False)  # addresses come again and again

    def trusts(self, address: str) -> bool:
        if not self.networks:
            return False
        known = self._known.get(address)
        return self._judged(address) if known is None else known

    def client_of(self, peer: str, headers: Headers) -> str:
        """The caller's address: `peer`, or what trusted proxies vouch for."""
        client = peer
        if self.trusts(peer):
            for hop in reversed(_hops(headers)):
                client = hop
                if not self.trusts(client):
                    break
        return client

    def scheme_of(self, peer: str, headers: Headers, scheme: str) -> str:
        said = _only(headers, b"x-forwarded-proto") if self.trusts(peer) else None
        return said.decode() if said in (b"http", b"https") else scheme

    def forwarded(self, peer: str, headers: Headers, scheme: str) -> tuple[Header, ...]:
        """The fields to send on; the incoming ones of these names are to be dropped."""
        named = _only(headers, b"host") or b""
        if not self.trusts(peer):
            return from_nobody(peer, named, scheme)
        before = _hops(headers)
        earlier = elements_of(headers) or [element(hop, b"", "") for hop in before]
        return (
            (b"x-forwarded-for", ", ".join([*before, peer]).encode("latin-1")),
            (b"x-forwarded-proto", self.scheme_of(peer, headers, scheme).encode()),
            (b"x-forwarded-host", _only(headers, b"x-forwarded-host") or named),
            (b"forwarded", b", ".join([*earlier, element(peer, named, scheme)])),
        )

    def _judged(self, address: str) -> bool:
        parsed = parsed_address(address)
        trusted = parsed is not None and any(parsed in network for network in self.networks)
        if parsed is not None and len(self._known) < _MOST_KNOWN:
            self._known[address] = trusted
        return trusted


def poses(name: bytes) -> bool:
    """Whether this is a name by which somebody who is no trusted proxy says what only a proxy can know."""
    alike = read_alike(name)
    return alike == b"x-real-ip" or alike.startswith(b"x-forwarded-")


@lru_cache(1024)  # a caller sends many requests to one host
def from_nobody(peer: str, host: bytes, scheme: str) -> tuple[Header, ...]:
    """What is said of a caller whom nobody vouches for."""
    return (
        (b"x-forwarded-for", peer.encode("latin-1")),
        (b"x-forwarded-proto", scheme.encode()),
        (b"x-forwarded-host", host),
        (b"forwarded", element(peer, host, scheme)),
    )


def parsed_address(address: str) -> IPv4Address | IPv6Address | None:
    """A socket that listens on both families shows IPv4 peers as `::ffff:10.0.0.1`; networks are written as IPv4."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return None
    return parsed if isinstance(parsed, IPv4Address) else parsed.ipv4_mapped or parsed


def _only(headers: Headers, name: bytes) -> bytes | None:
    found = values(headers, name)
    return found[0] if len(found) == 1 else None


def _hops(headers: Headers) -> list[str]:
    """`X-Forwarded-For` where it is there, since most proxies write it; else `Forwarded`."""
    joined = b",".join(values(headers, b"x-forwarded-for")).decode("latin-1")
    return [hop.strip() for hop in joined.split(",") if hop.strip()] or hops_of(elements_of(headers))
