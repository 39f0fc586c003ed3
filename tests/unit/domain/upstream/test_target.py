"""Targets: an address without a path, a query or a user."""

import pytest

from domain.upstream.target import Target, parse_target


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("http://orders:8080", Target("http", "orders", 8080)),
        ("http://orders", Target("http", "orders", 80)),
        ("https://orders", Target("https", "orders", 443)),
        ("https://Orders.Example/", Target("https", "orders.example", 443)),
        ("http://10.0.0.1:81", Target("http", "10.0.0.1", 81)),
        ("http://[::1]:8080", Target("http", "[::1]", 8080)),
    ],
)
def test_an_address_is_a_scheme_a_host_and_a_port(url: str, target: Target) -> None:
    assert parse_target(url) == target


@pytest.mark.parametrize(
    "url",
    [
        *("", "orders:8080", "ftp://orders", "http://", "http://:80", "http://orders:0", "http://orders:65536"),
        *("http://orders:123456", "http://orders:", "http://orders/v1", "http://orders?x", "http://ada@orders"),
        *("http://orders:80\n", "http://or ders", "HTTP://orders", "http://::1", "http://[orders]"),
    ],
)
def test_anything_else_is_no_target(url: str) -> None:
    assert parse_target(url) is None


def test_a_target_has_the_weight_it_is_given() -> None:
    assert parse_target("http://orders", 90) == Target("http", "orders", 80, 90)


@pytest.mark.parametrize(
    ("target", "origin"),
    [
        (Target("http", "orders", 80), "http://orders"),
        (Target("https", "orders", 443), "https://orders"),
        (Target("http", "orders", 443), "http://orders:443"),
        (Target("https", "[::1]", 80), "https://[::1]:80"),
    ],
)
def test_a_port_that_is_the_schemes_own_is_not_said(target: Target, origin: str) -> None:
    assert target.origin == origin
