"""Wires: timeouts that never come to be, and plain http to where others may listen.

A part of a call that may take as long as the whole never ends it. Only what was written is held against somebody, not a
default beside it. Which upstreams are near is told by their addresses and names, and by nothing that asks a network.
"""

from collections.abc import Iterator
from ipaddress import ip_address

from domain.analysis.finding import Finding
from domain.plan.plan import Plan
from domain.spec.place import Text
from domain.spec.spec import Spec
from domain.spec.upstream import TimeoutSpec
from domain.upstream.target import parse_target

NEAR = (".internal", ".local", ".localhost", ".lan", ".home.arpa", ".svc")


def idle_timeouts(spec: Spec) -> Iterator[Finding]:
    upstreams = {one.name.text: one for one in spec.upstreams}
    for upstream in spec.upstreams:
        yield from _idle("upstream", upstream.name, upstream.timeout, upstream.timeout.total)
    for route in spec.routes:
        totals = {upstreams[way.upstream.text].timeout.total for way in route.to or ()}
        given = [total for total in totals if total is not None]
        least = min(given) if len(given) == len(totals) and given else None
        yield from _idle("route", route.name, route.timeout, route.timeout.total or least)


def _idle(kind: str, name: Text, written: TimeoutSpec, total: float | None) -> Iterator[Finding]:
    for part, seconds in (("connect", written.connect), ("idle", written.idle)):
        if seconds is not None and total is not None and seconds >= total:
            message = (
                f"{kind} `{name}` gives `{part}` {seconds:g} s, and the whole call {total:g} s: it never comes to be"
            )
            yield Finding("timeout-idle", name.text, name.at, message, f"less than {total:g} s, or a longer `total`")


def far_upstreams(spec: Spec, plan: Plan) -> Iterator[Finding]:
    used = {name for route in plan.routes for name in route.upstreams}
    for upstream in spec.upstreams:
        for target in upstream.targets:
            parsed = parse_target(target.url.text)
            if parsed and parsed.scheme == "http" and upstream.name.text in used and not is_near(parsed.host):
                where = f"upstream `{upstream.name}` is called over plain http at `{parsed.authority}`"
                message = f"{where}: whoever is on the way can read and change what is said"
                yield Finding("upstream-plain-http", upstream.name.text, target.url.at, message, "`https://…`")


def is_near(host: str) -> bool:
    """In a private network, as far as the address or the name says."""
    name = host.strip("[]").rstrip(".")
    try:
        address = ip_address(name)
    except ValueError:
        return "." not in name or name.endswith(NEAR)
    return not address.is_global
