"""The debug header: for callers with the permission who ask for it, also on refusals; nobody else ever gets one."""

import json

import pytest

from application.reply import Reply
from domain.message.headers import Headers, first
from domain.plan.debugging import ASKING, TELLING
from entrypoints.http.decisions import explained_briefly
from tests.fakes.transport import ScriptedAnswer
from tests.unit.application.house import CLAIMS, CONFIG, House

DEBUG = CONFIG.replace("server:\n", 'server:\n  debug: {permission: "gateway:debug"}\n').replace(
    "permissions:\n", 'permissions:\n  declared: ["gateway:debug"]\n'
).replace("{roles: roles}", "{roles: roles, permissions: scope}")  # fmt: skip


def house(config: str = DEBUG) -> House:
    made = House(config)
    made.gateway._explain = explained_briefly
    made.opening.verifier.accept("dev", {**CLAIMS, "sub": "dev", "roles": ["viewer"], "scope": "gateway:debug"})
    made.orders.outcomes = [ScriptedAnswer(headers=[(TELLING, b"forged")])]
    return made


async def asked(made: House, method: str, target: bytes, token: str = "", headers: Headers | None = None) -> Reply:
    return await made.ask(method, target, token=token, headers=[(ASKING, b"1"), *(headers or [])])


async def test_who_may_and_asks_is_told_why_it_was_refused() -> None:
    reply = await asked(house(), "POST", b"/orders", "dev")
    told = json.loads(first(reply.headers, TELLING) or b"")
    assert (reply.status, told["reason"], told["route"], told["policy"]["decides"]) == (
        403,
        "permission-missing",
        "new-order",
        True,
    )


async def test_who_may_and_asks_is_told_where_the_call_went() -> None:
    reply = await asked(house(), "GET", b"/orders", "dev")
    told = json.loads(first(reply.headers, TELLING) or b"")
    assert (told["outcome"], told["upstreams"]) == ("forwarded", ["orders"])


@pytest.mark.parametrize(
    ("method", "target", "token"),
    [
        ("GET", b"/orders", "viewer"),
        ("POST", b"/orders", "viewer"),
        ("GET", b"/orders", ""),
        ("GET", b"/orders", "forged"),
        ("GET", b"/open/a", "dev"),
        ("GET", b"/nowhere", "dev"),
    ],
)
async def test_nobody_else_is_told_whatever_is_asked(method: str, target: bytes, token: str) -> None:
    assert first((await asked(house(), method, target, token)).headers, TELLING) is None


async def test_who_does_not_ask_is_not_told() -> None:
    assert first((await house().ask("POST", b"/orders", token="dev")).headers, TELLING) is None


async def test_nobody_is_told_where_the_configuration_names_no_permission() -> None:
    reply = await asked(house(CONFIG), "POST", b"/orders", "dev")
    assert first(reply.headers, TELLING) is None


async def test_neither_header_travels_on() -> None:
    made = house()
    reply = await asked(made, "GET", b"/orders", "viewer", [(b"x_limen_explain", b"1")])
    [call] = made.orders.calls
    assert [name for name, _ in call.headers if b"explain" in name] == []
    assert first(reply.headers, TELLING) is None


async def test_what_goes_wrong_in_explaining_changes_nothing_else() -> None:
    made = house()
    made.gateway._explain = lambda plan, question: json.dumps(object()).encode()
    reply = await asked(made, "POST", b"/orders", "dev")
    assert (reply.status, first(reply.headers, TELLING)) == (403, None)
