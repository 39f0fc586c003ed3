"""Permissions: `resource:action`, and `*` for every action or for everything, and nothing in between."""

from itertools import pairwise

import pytest

from domain.permissions.permission import Permission, parse


def permission(written: str) -> Permission:
    parsed = parse(written)
    assert parsed is not None
    return parsed


@pytest.mark.parametrize("written", ["orders:read", "orders:*", "*", "shop:orders:read", "a/b.c-d_1:x.y"])
def test_a_permission_prints_as_it_is_written(written: str) -> None:
    assert str(permission(written)) == written


def test_the_action_is_what_follows_the_last_colon() -> None:
    assert permission("shop:orders:read") == Permission("shop:orders", "read")


@pytest.mark.parametrize(
    "written",
    [
        *("", "orders", ":", "orders:", ":read", "*:read", "*:*", "**", "ord*:read", "orders:re*", "orders::read"),
        *("orders: read", " orders:read", "orders:read\n", "örders:read", "a:*:b", "orders:read,write"),
    ],
)
def test_anything_else_is_no_permission(written: str) -> None:
    assert parse(written) is None


@pytest.mark.parametrize(
    ("granted", "wanted"),
    [
        ("orders:read", "orders:read"),
        ("orders:*", "orders:read"),
        ("orders:*", "orders:*"),
        ("*", "orders:read"),
        ("*", "orders:*"),
        ("*", "*"),
    ],
)
def test_a_permission_covers_itself_and_what_its_wildcard_stands_for(granted: str, wanted: str) -> None:
    assert permission(granted).covers(permission(wanted))


@pytest.mark.parametrize(
    ("granted", "wanted"),
    [
        ("orders:read", "orders:write"),
        ("orders:read", "users:read"),
        ("orders:read", "orders:*"),
        ("orders:*", "users:read"),
        ("orders:*", "shop:orders:read"),
        ("shop:*", "shop:orders:read"),
        ("orders:*", "*"),
    ],
)
def test_a_permission_covers_nothing_else(granted: str, wanted: str) -> None:
    assert not permission(granted).covers(permission(wanted))


def test_permissions_have_an_order_to_be_listed_in() -> None:
    listed = sorted(map(permission, ("users:read", "orders:write", "*", "orders:read")))
    assert all(one < other for one, other in pairwise(listed))


ALL = [Permission(resource, action) for resource in ("orders", "users", "*") for action in ("read", "write", "*")]


@pytest.mark.parametrize("wanted", ALL)
def test_what_covers_a_permission_is_listed_whole(wanted: Permission) -> None:
    assert {one for one in ALL if one.covers(wanted)} == set(wanted.covering()) & set(ALL)
