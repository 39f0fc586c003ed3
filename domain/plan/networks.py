"""Compiles networks: of trusted proxies, and of callers."""

from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Network, ip_network

from domain.spec.fault import Fault
from domain.spec.place import Text

Network = IPv4Network | IPv6Network
_MAPPED = IPv6Network("::ffff:0:0/96")  # IPv4 in the clothes of IPv6; addresses are compared without them


def compile_networks(written: Iterable[Text], faults: list[Fault]) -> tuple[Network, ...]:
    return tuple(filter(None, (_network(text, faults) for text in written)))


def _network(text: Text, faults: list[Fault]) -> Network | None:
    try:
        network = ip_network(text.text)
    except ValueError as error:
        faults.append(Fault(text.at, "network-malformed", f"`{text}` is not a network: {error}", "like 10.0.0.0/8"))
        return None
    if isinstance(network, IPv6Network) and network.subnet_of(_MAPPED):
        faults.append(Fault(text.at, "network-mapped", f"`{text}` holds addresses of IPv4", "write it as 10.0.0.0/8"))
        return None
    return network
