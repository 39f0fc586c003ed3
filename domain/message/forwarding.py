"""Forwarding headers: what a hop says of the hops before it, believed only from trusted proxies.

`X-Forwarded-For/Proto/Host` and `Forwarded` from anybody else are what an attacker wrote: they are replaced. From a
trusted proxy they are appended to (one that speaks only one of the two is understood), and the client is the rightmost
address that is not a trusted proxy itself. A protocol or host that comes twice is not believed: a proxy that adds its
own beside the caller's has vouched for neither.
"""

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from domain.message.forwarded import element, elements_of, hops_of
from domain.message.headers import Headers, values

FORWARDED = frozenset((b"x-forwarded-for", b"x-forwarded-proto", b"x-forwarded-host", b"forwarded"))


@dataclass(frozen=True, slots=True)
class TrustedProxies:
    networks: tuple[IPv4Network | IPv6Network, ...] = ()

    def trusts(self, address: str) -> bool:
        if not self.networks:
            return False
        parsed = _parsed(address)
        return parsed is not None and any(parsed in network for network in self.networks)

    def client_of(self, peer: str, headers: Headers) -> str:
        """The caller's address: `peer`, or what trusted proxies vouch for."""
        client = peer
        for hop in reversed(_hops(headers)):
            if not self.trusts(client):
                break
            client = hop
        return client

    def scheme_of(self, peer: str, headers: Headers, scheme: str) -> str:
        said = _only(headers, b"x-forwarded-proto") if self.trusts(peer) else None
        return said.decode() if said in (b"http", b"https") else scheme

    def forwarded(self, peer: str, headers: Headers, scheme: str) -> Headers:
        """The fields to send on; the incoming ones of these names are to be dropped."""
        trusted = self.trusts(peer)
        before = _hops(headers) if trusted else []
        named = _only(headers, b"host") or b""
        host = (_only(headers, b"x-forwarded-host") if trusted else None) or named
        said = elements_of(headers) if trusted else []
        earlier = said or [element(hop, b"", "") for hop in before]
        return [
            (b"x-forwarded-for", ", ".join([*before, peer]).encode("latin-1")),
            (b"x-forwarded-proto", self.scheme_of(peer, headers, scheme).encode()),
            (b"x-forwarded-host", host),
            (b"forwarded", b", ".join([*earlier, element(peer, named, scheme)])),
        ]


def _parsed(address: str) -> IPv4Address | IPv6Address | None:
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
