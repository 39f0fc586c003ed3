"""Who counts as one sender of bad credentials."""

import pytest

from domain.identity.failures import neighbourhood


@pytest.mark.parametrize(
    ("client", "place"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::", "2001:db8:1:2::/64"),
        ("unknown", "unknown"),
        ("x" * 100, "x" * 64),
    ],
)
def test_an_address_counts_by_itself_and_an_ipv6_one_with_its_64(client: str, place: str) -> None:
    assert neighbourhood(client) == place


def test_two_subnets_are_two_senders() -> None:
    assert neighbourhood("2001:db8:1:2::1") != neighbourhood("2001:db8:1:3::1")
