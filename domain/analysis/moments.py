"""Moments and addresses: one of each kind that hours, periods and networks tell apart.

Hours repeat each week, so that a week has a moment of every kind; periods cut time into stretches, each of which is
looked at for a week at most. Networks cut the line of addresses at their ends. Between two cuts nothing changes.
"""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

from domain.identity.principal import NOBODY
from domain.permissions.client import ClientIn
from domain.permissions.decision import ALLOW
from domain.permissions.facts import Facts
from domain.permissions.hours import DAY, Hours, Period

WEEK = 7 * DAY


def moments(atoms: Iterable[Hours | Period], usual: float) -> tuple[float, ...]:
    """The first of each kind; `usual` where it is one of its kind."""
    asked = list(atoms)
    hours = [atom for atom in asked if isinstance(atom, Hours)]
    cuts = sorted(
        {cut for atom in asked if isinstance(atom, Period) for cut in (atom.after, atom.before) if cut is not None}
    )
    starts = [cuts[0] - WEEK, *cuts] if cuts else [usual]
    found: dict[tuple[bool, ...], float] = {}
    for start, end in zip(starts, [*cuts, None], strict=True):
        until = start + WEEK if end is None else min(end, start + WEEK)
        for moment in (usual, *_cells(start, until, hours)):
            facts = Facts(moment=moment)
            found.setdefault(tuple(atom.decide(NOBODY, facts) is ALLOW for atom in asked), moment)
    return tuple(found.values())


def _cells(start: float, until: float, hours: list[Hours]) -> Iterable[float]:
    """Where one of the hours, or a day of theirs, begins or ends."""
    cuts = {start}
    for one in hours:
        midnight = (start + one.offset) // DAY * DAY - one.offset
        for edge in {0, one.start, one.end}:
            cuts.update(midnight + day * DAY + edge for day in range(9))
    return sorted(cut for cut in cuts if start <= cut < until)


def clients(atoms: Iterable[ClientIn]) -> tuple[str, ...]:
    networks = {network for atom in atoms for network in atom.networks}
    found: dict[frozenset[object], str] = {}
    for version, zero in ((4, IPv4Address(0)), (6, IPv6Address(0))):
        of_version = [network for network in networks if network.version == version]
        for address in _edges(of_version, zero):
            within = frozenset(network for network in of_version if address in network)
            found.setdefault(within, str(address))
    return ("127.0.0.1", *found.values())


def _edges(
    networks: list[IPv4Network | IPv6Network], zero: IPv4Address | IPv6Address
) -> list[IPv4Address | IPv6Address]:
    """Where membership may change; an address inside, where a network has more than its first."""
    highest = 2**zero.max_prefixlen - 1
    starts = {int(zero), *(int(one.network_address) for one in networks)}
    starts |= {int(one.broadcast_address) + 1 for one in networks if int(one.broadcast_address) < highest}
    inside = {start + 1 for start in starts if start < highest} - starts
    return [type(zero)(number) for number in (*sorted(inside), *sorted(starts))]
