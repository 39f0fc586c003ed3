"""Versions through the whole gateway: each call takes the route of its version, and no other version falls through."""

import json

import pytest

from domain.message.headers import Headers, values
from tests.fakes.transport import ScriptedAnswer
from tests.unit.application.house import CONFIG, House

ROUTES = """
  all: {match: "/{rest*}", respond: {text: all}, require: public}
  first: {match: "GET /things", to: orders, rewrite: /one, version: "1", require: public}
  second: {match: "/things", to: orders, rewrite: /two, version: ["2", "3"], require: public}
"""
BY_HEADER = """versions: {by: header, name: X-Api-Version, default: "1"}"""
BY_PATH = """versions: {by: path, prefix: "/v{version}"}"""


def house(versions: str, routes: str = ROUTES) -> House:
    one = House(f"{CONFIG.rstrip()}{routes}{versions}")
    one.orders.outcomes[:] = [ScriptedAnswer(200, [(b"vary", b"accept")])]
    return one


def naming(*versions: bytes) -> Headers:
    return [(b"x-api-version", version) for version in versions]


@pytest.mark.parametrize(("headers", "sent"), [([], b"/one"), (naming(b"1"), b"/one"), (naming(b"3"), b"/two")])
async def test_a_call_takes_the_route_of_the_version_that_it_names(headers: Headers, sent: bytes) -> None:
    one = house(BY_HEADER)
    reply = await one.ask("GET", b"/things", headers=headers)
    assert (reply.status, one.orders.calls[0].target) == (200, sent)
    assert values(reply.headers, b"vary") == [b"accept", b"X-Api-Version", b"origin"]


@pytest.mark.parametrize("headers", [naming(b"9"), naming(b"1", b"2"), naming(b""), naming(b"1,2")])
async def test_a_version_that_there_is_not_never_falls_through_to_the_default(headers: Headers) -> None:
    one = house(BY_HEADER, ROUTES.replace("/{rest*}", "/other"))
    reply = await one.ask("GET", b"/things", headers=headers)
    document = json.loads(reply.body)
    assert (reply.status, document["reason"], document["versions"]) == (400, "version-unknown", ["1", "2", "3"])
    assert one.orders.calls == []


async def test_only_versions_that_take_the_method_are_told() -> None:
    one = house(BY_HEADER, ROUTES.replace("/{rest*}", "/other"))
    reply = await one.ask("POST", b"/things", headers=naming(b"9"))
    assert (reply.status, json.loads(reply.body)["versions"]) == (400, ["2", "3"])
    assert (await one.ask("GET", b"/nothing")).status == 404


async def test_by_path_the_upstream_gets_the_path_without_the_version() -> None:
    one = house(BY_PATH, ROUTES.replace("rewrite: /one, ", ""))
    assert (await one.ask("GET", b"/v1/things?a=b")).status == 200
    assert one.orders.calls[0].target == b"/things?a=b"
    assert (await one.ask("GET", b"/v9/things")).body == b"all"
