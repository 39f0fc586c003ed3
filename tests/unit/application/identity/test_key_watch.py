"""The key watch: a file of keys is taken up while calls go on; a bad one is not, and the log says so."""

import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from application.ports.api_keys import KeysWritten
from domain.spec.api_keys import ApiKeySpec
from domain.spec.fault import Fault
from tests.fakes.api_keys import FakeApiKeySource
from tests.fakes.held_clock import HeldClock
from tests.unit.application.house import House
from tests.unit.domain.builders import at, text, texts

OLD, NEW = (f"limen_{name}_{letter * 32}" for name, letter in (("older", "a"), ("newer", "b")))
CONFIG = """
version: 1
identity: {api_keys: {partners: {keys: {file: keys.yaml}}}}
permissions: {roles: {viewer: {}}}
upstreams: {orders: {targets: [{url: "http://orders:8080"}]}}
routes: {orders: {match: /orders, to: orders, require: authenticated}}
"""


def entry(key: str) -> ApiKeySpec:
    return ApiKeySpec(text(key.split("_")[1]), sha256(key.encode()).digest(), text("partner"), texts("viewer"))


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock()


@pytest.fixture
async def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: HeldClock) -> AsyncIterator[House]:
    monkeypatch.chdir(tmp_path)
    digest = sha256(OLD.encode()).hexdigest()
    (tmp_path / "keys.yaml").write_text(f"keys: [{{id: older, hash: sha256:{digest}, owner: partner}}]")
    house = House(CONFIG, clock)
    file = next(iter(house.opening.key_sources))
    house.opening.key_sources[file].write(KeysWritten((entry(OLD),)))
    yield house
    await house.activation.close()


def source(house: House) -> FakeApiKeySource:
    return next(iter(house.opening.key_sources.values()))


async def reason(house: House, key: str) -> str | None:
    reply = await house.ask("GET", b"/orders", headers=[(b"x-api-key", key.encode())])
    await reply.release()
    return reply.exchange.reason


async def test_a_new_key_is_good_and_an_old_one_is_not_within_seconds(house: House, clock: HeldClock) -> None:
    assert (await reason(house, OLD), await reason(house, NEW)) == (None, "key-unknown")
    source(house).write(KeysWritten((entry(OLD), entry(NEW))))
    await clock.pass_by(2)
    assert (await reason(house, OLD), await reason(house, NEW)) == (None, None)
    source(house).write(KeysWritten((entry(NEW),)))
    await clock.pass_by(2)
    assert (await reason(house, OLD), await reason(house, NEW)) == ("key-unknown", None)


async def test_what_cannot_be_read_changes_nothing_and_is_said_once(
    house: House, clock: HeldClock, caplog: pytest.LogCaptureFixture
) -> None:
    source(house).write((Fault(at(7), "file-missing", "there is no such file"),))
    await clock.pass_by(5)
    assert await reason(house, OLD) is None
    [record] = [one for one in caplog.records if one.levelno >= logging.ERROR]
    assert "gateway.yaml:7:1" in record.getMessage()
    assert "keys in force stay" in record.getMessage()


async def test_a_role_that_there_is_not_keeps_all_of_the_file_out(
    house: House, clock: HeldClock, caplog: pytest.LogCaptureFixture
) -> None:
    source(house).write(KeysWritten((replace(entry(NEW), roles=texts("viewr")),)))
    await clock.pass_by(2)
    assert (await reason(house, OLD), await reason(house, NEW)) == (None, "key-unknown")
    assert "did you mean `viewer`?" in caplog.text


async def test_an_id_that_gets_another_secret_is_another_key(house: House, clock: HeldClock) -> None:
    assert await reason(house, OLD) is None
    again = replace(entry(NEW), id=text("older"))
    source(house).write(KeysWritten((again,)))
    await clock.pass_by(2)
    assert await reason(house, OLD) == "key-unknown"


async def test_keys_that_have_expired_are_named_when_they_are_taken_up(
    house: House, clock: HeldClock, caplog: pytest.LogCaptureFixture
) -> None:
    source(house).write(KeysWritten((entry(OLD), replace(entry(NEW), expires=clock.now()))))
    await clock.pass_by(2)
    assert await reason(house, NEW) == "key-expired"
    assert "expired, and refused: newer" in caplog.text


async def test_a_source_that_raises_is_asked_again(
    house: House, clock: HeldClock, caplog: pytest.LogCaptureFixture
) -> None:
    source(house).write(RuntimeError("a bug"))
    await clock.pass_by(2)
    assert "an adapter raised" in caplog.text
    source(house).write(KeysWritten((entry(NEW),)))
    await clock.pass_by(2)
    assert await reason(house, NEW) is None


async def test_closing_ends_the_watch(house: House, clock: HeldClock) -> None:
    await house.activation.close()
    source(house).write(KeysWritten((entry(NEW),)))
    await clock.pass_by(2)
    assert await source(house).changed() is not None
