"""Compiles what concerns every request: trusted proxies, limits, CORS."""

from collections.abc import Iterable
from dataclasses import asdict

from domain.message.forwarding import TrustedProxies
from domain.message.limits import Limits
from domain.plan.compression import compile_compression
from domain.plan.cors import compile_cors
from domain.plan.introductions import introducing, own_header
from domain.plan.networks import compile_networks
from domain.plan.plan import NOWHERE, Server
from domain.plan.ready import compile_security
from domain.spec.fault import Fault
from domain.spec.server import ServerSpec
from domain.spec.upstream import UpstreamSpec


def compile_server(spec: ServerSpec, upstreams: Iterable[UpstreamSpec], faults: list[Fault]) -> Server:
    cors = compile_cors(spec.cors, faults) if spec.cors else None
    proxies = TrustedProxies(compile_networks(spec.trusted_proxies, faults))
    deadline_header = own_header(spec.deadline_header, faults) if spec.deadline_header else None
    limits = Limits(**{name: value for name, value in asdict(spec.limits).items() if value is not None})
    return Server(
        spec.body_limit,
        proxies,
        cors,
        deadline_header,
        introducing(upstreams),
        limits,
        normalises_paths=spec.paths == "normalise",
        compression=compile_compression(spec.compress, faults) if spec.compress else None,
        security=compile_security(spec.security, faults) if spec.security else (),
        places=spec.places or NOWHERE,
    )
