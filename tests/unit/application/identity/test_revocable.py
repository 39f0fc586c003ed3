"""Held against what is revoked: remembered tokens, cookies, tokens that waited for a key; nobody on public routes."""

import asyncio

from application.identity.identifying import Pending
from application.identity.revocable import Revocable
from domain.identity.principal import Principal
from domain.identity.revocation import Revocation, Revoked
from domain.message.refusal import Refusal
from domain.message.request import Request
from tests.fakes.held_clock import HeldClock
from tests.unit.application.house import CLAIMS, CONFIG, House

REVOKING = CONFIG.replace("identity:\n", "identity:\n  revocation: {redis: 'redis://127.0.0.1'}\n").replace(
    "  issuers:\n", "  cookies: {session: {name: s, issuer: main, origins: ['https://shop.example']}}\n  issuers:\n"
)
T1 = Revocation(Revoked.TOKEN, "t1")


def reason(found: object) -> str:
    return found.reason.name if isinstance(found, Refusal) else "let in"


async def house_of(config: str = REVOKING) -> House:
    house = House(config.replace("routes:", "defaults: {credentials: [main, session]}\nroutes:"), HeldClock())
    for name in ("t1", "t2"):
        house.opening.verifier.accept(name, {**CLAIMS, "sub": "viewer", "roles": ["viewer"], "jti": name})
    await house.activation.tried()
    return house


async def status(
    house: House, token: str = "t1", target: bytes = b"/orders", cookie: str = ""
) -> tuple[int, str | None]:
    headers = [(b"cookie", b"s=" + cookie.encode())] if cookie else []
    reply = await house.ask("GET", target, token="" if cookie else token, headers=headers)
    await reply.release()
    return reply.status, house.observer.exchanges[-1].reason


async def revoke(house: House, one: Revocation = T1) -> None:
    """As the background does, at once."""
    await house.opening.revoked.add(one)
    assert house.gateway.runtime is not None
    assert house.gateway.runtime.revoking is not None
    await house.gateway.runtime.revoking._reading.read_on()


async def turned(house: House) -> None:
    """Until the next look is over."""
    assert isinstance(house.clock, HeldClock)
    await house.clock.pass_by(3)


async def test_a_remembered_token_is_refused_once_it_is_revoked() -> None:
    house = await house_of()
    assert await status(house) == (200, None)
    assert await status(house) == (200, None)
    await revoke(house)
    assert await status(house) == (401, "token-revoked")
    assert await status(house, "t2") == (200, None)
    await house.activation.close()


async def test_a_token_in_a_cookie_is_refused_too() -> None:
    house = await house_of()
    assert await status(house, cookie="t1") == (200, None)
    await revoke(house)
    assert await status(house, cookie="t1") == (401, "token-revoked")
    await house.activation.close()


async def test_a_public_route_does_not_look_at_who_calls() -> None:
    house = await house_of()
    await revoke(house)
    assert await status(house, target=b"/open/x") == (200, None)
    await house.activation.close()


async def test_a_token_that_waited_for_its_key_is_held_against_it_as_well() -> None:
    house = await house_of()
    await revoke(house)
    runtime = house.gateway.runtime
    assert runtime is not None
    assert runtime.revoking is not None

    class Waiting(Revocable):
        challenge = b""
        takes_tokens = True

        def __init__(self) -> None:
            """Asks somebody first."""

        def identify(self, request: Request) -> Pending:
            async def settle() -> Principal:
                await asyncio.sleep(0)
                return Principal("viewer", claims={"iss": "x", "jti": "t1"})

            return Pending(settle)

    found = Revocable(Waiting(), runtime.revoking).identify(None)  # type: ignore[arg-type]
    assert isinstance(found, Pending)
    assert reason(await found.settle()) == "token-revoked"
    await house.activation.close()


async def test_a_bad_token_is_told_its_own_reason() -> None:
    house = await house_of()
    assert (await status(house, "forged"))[1] == "token-signature"
    await house.activation.close()


async def test_a_new_plan_in_the_same_process_goes_on_with_what_is_known() -> None:
    house = await house_of()
    await revoke(house)
    former = house.gateway.runtime
    assert former is not None
    house.opening.revoked.failing = "down"
    house.activation.activate(former.plan)
    assert await status(house, "t1") == (401, "token-revoked")
    assert await status(house, "t2") == (200, None)
    await former.close()
    await house.activation.close()


async def test_a_plan_without_revocations_has_nobody_who_asks() -> None:
    runtime = House(CONFIG).gateway.runtime
    assert runtime is not None
    assert runtime.revoking is None
    assert not [bound for bound in runtime.routes if bound.door and isinstance(bound.door.identifier, Revocable)]


async def test_what_was_taken_out_of_the_list_is_forgotten_after_a_reload_and_not_before_it_has_been_read() -> None:
    house = await house_of()
    await revoke(house)
    house.opening.revoked.held.clear()
    house.opening.revoked.failing = "down"
    runtime = house.gateway.runtime
    assert runtime is not None
    house.activation.commit(await house.activation.prepare(runtime.plan))
    await turned(house)
    assert await status(house, "t1") == (401, "token-revoked")
    house.opening.revoked.failing = None
    await turned(house)
    assert await status(house, "t1") == (200, None)
    await house.activation.close()
