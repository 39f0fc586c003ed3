"""API keys compile: every role and permission is one that there is, and each key has an id of its own."""

from dataclasses import replace

import pytest

from domain.identity.api_key import ApiKey
from domain.identity.principal import Principal
from domain.plan.plan import Door
from domain.spec.api_keys import ApiKeySpec, ApiKeysSpec
from domain.spec.requirement import Authenticated
from domain.spec.route import RouteSpec
from domain.spec.spec import Spec
from tests.unit.domain.builders import at, codes, faults, plan, role, route, spec, text, texts

HASH = bytes(range(32))
ENTRY = ApiKeySpec(
    text("q7rk"), HASH, text("partner-a"), texts("viewer"), texts("orders:read"), {"tenant": "acme"}, 5.0
)
PARTNERS = ApiKeysSpec(text("partners"), text("X-Api-Key"), (ENTRY,), "/etc/keys.yaml")


def guarded(*credentials: str) -> RouteSpec:
    return route(require=Authenticated(at()), credentials=texts(*credentials or ("partners",)))


def written(*entries: ApiKeySpec, header: str = "X-Api-Key") -> Spec:
    keys = replace(PARTNERS, keys=entries, header=text(header))
    return replace(spec(guarded(), roles=(role("viewer", "orders:read", "users:*"),)), api_keys=(keys,))


def test_a_key_makes_its_owner_of_the_caller() -> None:
    found = plan(written(ENTRY)).api_keys["partners"]
    assert (found.name, found.header, found.file) == ("partners", b"x-api-key", "/etc/keys.yaml")
    owner = Principal(
        "partner-a", frozenset({"viewer"}), frozenset({"orders:read"}), {"tenant": "acme"}, "partners", 5.0, "q7rk"
    )
    assert found.keys == {"q7rk": ApiKey("q7rk", HASH, owner)}


def test_two_live_keys_may_have_one_owner() -> None:
    second = replace(ENTRY, id=text("abcd"))
    assert set(plan(written(ENTRY, second)).api_keys["partners"].keys) == {"q7rk", "abcd"}


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (replace(ENTRY, id=text("Q7")), "key-id-malformed"),
        (replace(ENTRY, roles=texts("viewr")), "role-unknown"),
        (replace(ENTRY, permissions=texts("orders")), "permission-malformed"),
        (replace(ENTRY, permissions=texts("users:*")), "permission-malformed"),
        (replace(ENTRY, permissions=texts("orders:write")), "permission-unknown"),
    ],
)
def test_an_entry_that_cannot_be_what_it_says_is_a_fault(entry: ApiKeySpec, code: str) -> None:
    assert codes(faults(written(entry))) == [code]


def test_an_id_that_comes_twice_is_a_fault_where_it_comes_again() -> None:
    again = replace(ENTRY, id=text("q7rk", 9))
    [fault] = faults(written(ENTRY, again))
    assert (fault.code, fault.at.line) == ("key-id-repeated", 9)


def test_a_whole_key_in_the_place_of_an_id_is_not_shown() -> None:
    [fault] = faults(written(replace(ENTRY, id=text("limen_q7rk_secret"))))
    assert "secret" not in str(fault)


def test_a_header_with_a_meaning_of_its_own_is_a_fault() -> None:
    assert codes(faults(written(ENTRY, header="Authorization"))) == ["header-taken"]


def test_a_door_that_takes_keys_may_be_paused_and_another_may_not() -> None:
    both = replace(written(ENTRY), routes=(guarded(), replace(guarded("main"), name=text("other"))))
    assert [route.door and route.door.may_pause for route in plan(both).routes] == [True, False]


def test_keys_of_one_header_cannot_be_told_apart_on_one_route() -> None:
    twin = replace(PARTNERS, name=text("twins"), keys=())
    both = replace(written(ENTRY), routes=(guarded("partners", "twins"),))
    [fault] = faults(replace(both, api_keys=(*both.api_keys, twin)))
    assert fault.code == "credentials-ambiguous"
    assert "x-api-key" in fault.message


def test_keys_share_the_names_of_all_credentials() -> None:
    named = replace(written(ENTRY), api_keys=(replace(PARTNERS, name=text("main")),), routes=(guarded("main"),))
    assert "credential-repeated" in codes(faults(named))


def test_a_route_is_guarded_by_keys_alone_where_nothing_else_is_declared() -> None:
    alone = replace(written(ENTRY), issuers=(), routes=(route(require=Authenticated(at())),))
    door = plan(alone).routes[0].door
    assert isinstance(door, Door)
    assert door.credentials == ("partners",)
