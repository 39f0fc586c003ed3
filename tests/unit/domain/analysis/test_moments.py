"""A moment and an address of each kind."""

from ipaddress import ip_address, ip_network

from domain.analysis.moments import WEEK, clients, moments
from domain.identity.principal import NOBODY
from domain.permissions.client import ClientIn
from domain.permissions.decision import ALLOW
from domain.permissions.facts import Facts
from domain.permissions.hours import Hours, Period

NOW = 1_800_000_000.0


def kinds(*atoms: Hours | Period, at: tuple[float, ...] = ()) -> set[tuple[bool, ...]]:
    found = at or moments(atoms, NOW)
    return {tuple(atom.decide(NOBODY, Facts(moment=moment)) is ALLOW for atom in atoms) for moment in found}


def test_there_is_a_moment_inside_and_one_outside() -> None:
    day = Hours(8 * 3600, 18 * 3600)
    assert kinds(day) == {(True,), (False,)}
    assert len(moments([day], NOW)) == 2


def test_no_kind_of_moment_is_missed() -> None:
    atoms = (
        Hours(8 * 3600, 18 * 3600, frozenset((0, 1)), 3600),
        Hours(22 * 3600, 6 * 3600, frozenset((6,)), -7200),
        Period(NOW, NOW + 9000, ""),
        Period(None, NOW + 4 * WEEK, ""),
        Period(NOW + 10 * WEEK, None, ""),
    )
    every = tuple(NOW - WEEK + 600 * step for step in range(12 * 7 * 144))
    assert kinds(*atoms) == kinds(*atoms, at=every)


def test_the_usual_moment_stands_for_its_kind() -> None:
    assert moments([Hours()], NOW) == (NOW,)


def test_there_is_an_address_of_every_kind() -> None:
    networks = [
        ip_network(one) for one in ("10.0.0.0/8", "10.1.0.0/16", "10.1.2.3/32", "fd00::/8", "255.255.255.255/32")
    ]
    found = [ip_address(one) for one in clients([ClientIn(tuple(networks))])]
    within = {tuple(str(network) for network in networks if one in network) for one in found}
    assert within == {
        (),
        ("10.0.0.0/8",),
        ("10.0.0.0/8", "10.1.0.0/16"),
        ("10.0.0.0/8", "10.1.0.0/16", "10.1.2.3/32"),
        ("fd00::/8",),
        ("255.255.255.255/32",),
    }
    assert str(found[0]) == "127.0.0.1"
    assert "10.0.0.1" in map(str, found)


def test_where_networks_take_every_address_none_is_outside() -> None:
    everywhere = ClientIn((ip_network("0.0.0.0/0"), ip_network("::/0")))
    assert all(any(ip_address(one) in network for network in everywhere.networks) for one in clients([everywhere]))
