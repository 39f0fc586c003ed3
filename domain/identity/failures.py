"""Failures: how many bad credentials are too many, and who counts as one sender of them."""

from dataclasses import dataclass
from ipaddress import IPv6Address, IPv6Network, ip_address

_LONGEST = 64  # letters of what is no address, as a proxy may have written it
_HOUSEHOLD = 64  # bits: whoever has one IPv6 address has all of its /64


@dataclass(frozen=True, slots=True)
class FailureTerms:
    """`allowed` bad credentials `within` so many seconds; then a `pause` of so many."""

    allowed: int = 20
    within: float = 60.0
    pause: float = 60.0


def neighbourhood(client: str) -> str:
    """An IPv4 address by itself, also where it is written as IPv6; of an IPv6 address its /64."""
    try:
        address = ip_address(client)
    except ValueError:
        return client[:_LONGEST]
    if not isinstance(address, IPv6Address):
        return client
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(IPv6Network((int(address), _HOUSEHOLD), strict=False))
