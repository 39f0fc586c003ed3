"""Compiles what concerns every request: trusted proxies, limits, CORS."""

from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Network, ip_network

from domain.message.cors import CorsPolicy
from domain.message.forwarding import TrustedProxies
from domain.plan.compression import compile_compression
from domain.plan.introductions import introducing, own_header
from domain.plan.plan import Server
from domain.spec.fault import Fault
from domain.spec.place import Text
from domain.spec.server import CorsSpec, ServerSpec
from domain.spec.upstream import UpstreamSpec


def compile_server(spec: ServerSpec, upstreams: Iterable[UpstreamSpec], faults: list[Fault]) -> Server:
    networks = [_network(text, faults) for text in spec.trusted_proxies]
    cors = _cors(spec.cors, faults) if spec.cors else None
    proxies = TrustedProxies(tuple(network for network in networks if network))
    deadline_header = own_header(spec.deadline_header, faults) if spec.deadline_header else None
    return Server(
        spec.body_limit,
        proxies,
        cors,
        deadline_header,
        introducing(upstreams),
        normalises_paths=spec.paths == "normalise",
        compression=compile_compression(spec.compress, faults) if spec.compress else None,
    )


def _network(text: Text, faults: list[Fault]) -> IPv4Network | IPv6Network | None:
    try:
        return ip_network(text.text)
    except ValueError as error:
        faults.append(Fault(text.at, "network-malformed", f"`{text}` is not a network: {error}", "like 10.0.0.0/8"))
        return None


def _cors(spec: CorsSpec, faults: list[Fault]) -> CorsPolicy:
    for origin in spec.origins:
        faults.extend(_origin_faults(origin, credentials=spec.credentials))
    return CorsPolicy(
        origins=frozenset(origin.text.encode() for origin in spec.origins),
        methods=", ".join(spec.methods).encode(),
        headers=", ".join(spec.headers).encode(),
        credentials=spec.credentials,
        max_age=int(spec.max_age),
    )


def _origin_faults(origin: Text, *, credentials: bool) -> list[Fault]:
    if origin.text == "*" and credentials:
        message = "`*` together with `credentials` would let every web page act for the caller"
        return [Fault(origin.at, "cors-open", message, "list the origins")]
    scheme, _, rest = origin.text.partition("://")
    if origin.text != "*" and (scheme not in ("http", "https") or not rest or "/" in rest):
        message = f"`{origin}` is not an origin"
        return [Fault(origin.at, "origin-malformed", message, "`https://name` or `https://name:port`, without a path")]
    return []
