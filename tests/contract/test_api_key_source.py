"""What every source of API keys keeps: it tells what there is, or why there is nothing, each once."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

from adapters.config.yaml_api_keys import YamlApiKeySource
from application.ports.api_keys import ApiKeySource, KeysWritten
from domain.spec.fault import Fault
from tests.fakes.api_keys import FakeApiKeySource
from tests.fakes.gateway_text import read
from tests.unit.domain.builders import at

HASHES = {name: sha256(name.encode()).hexdigest() for name in ("first", "second")}


def written(*ids: str) -> str:
    entries = [f'{{id: {one}, hash: sha256:{HASHES[one]}, owner: "partner"}}' for one in ids]
    return f"keys: [{', '.join(entries)}]\n"


@dataclass
class House:
    source: ApiKeySource
    write: Callable[..., None]  # ids
    break_off: Callable[[], None]
    vanish: Callable[[], None]


def told(tmp_path: Path, *ids: str) -> KeysWritten:
    """The entries, made of the same text."""
    (tmp_path / "told.yaml").write_text(written(*ids))
    spec = read("version: 1\nidentity: {api_keys: {a: {keys: {file: told.yaml}}}}\n", tmp_path)
    assert not isinstance(spec, tuple), spec
    return KeysWritten(spec.api_keys[0].keys)


def fake_house(folder: Path) -> House:
    source = FakeApiKeySource(told(folder, "first"))
    fault = (Fault(at(), "file-missing", "there is no such file"),)
    return House(
        source, lambda *ids: source.write(told(folder, *ids)), lambda: source.write(fault), lambda: source.write(fault)
    )


def file_house(folder: Path) -> House:
    path = folder / "keys.yaml"
    path.write_text(written("first"))

    def write(*ids: str) -> None:
        (folder / "new").write_text(written(*ids))
        (folder / "new").rename(path)

    def break_off() -> None:
        path.write_bytes(b"keys: [\xff")

    return House(YamlApiKeySource(path), write, break_off, path.unlink)


@pytest.fixture(params=[fake_house, file_house], ids=["fake", "file"])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> House:
    made: House = request.param(tmp_path)
    return made


def ids(outcome: object) -> list[str]:
    assert isinstance(outcome, KeysWritten), outcome
    return [key.id.text for key in outcome.keys]


async def test_the_keys_are_told_at_first_and_then_no_more(house: House) -> None:
    assert ids(await house.source.changed()) == ["first"]
    for _ in range(3):
        assert await house.source.changed() is None


async def test_a_change_is_told_whole(house: House) -> None:
    await house.source.changed()
    house.write("first", "second")
    assert ids(await house.source.changed()) == ["first", "second"]
    house.write()
    assert ids(await house.source.changed()) == []


async def test_what_cannot_be_had_is_said_once_with_its_place_and_is_had_again_when_it_is_mended(house: House) -> None:
    await house.source.changed()
    for spoil in (house.break_off, house.vanish):
        spoil()
        faults = await house.source.changed()
        assert isinstance(faults, tuple)
        assert all(fault.at.line for fault in faults)
        assert await house.source.changed() is None
        house.write("second")
        assert ids(await house.source.changed()) == ["second"]


async def test_what_is_told_is_not_shown_with_its_hashes(house: House) -> None:
    outcome = repr(await house.source.changed())
    digest = HASHES["first"]
    assert digest not in outcome
    assert repr(bytes.fromhex(digest))[2:-1] not in outcome


async def test_a_change_in_place_is_seen_though_its_size_is_the_same(tmp_path: Path) -> None:
    path = tmp_path / "keys.yaml"
    path.write_text(written("first"))
    source = YamlApiKeySource(path)
    await source.changed()
    path.write_text(written("first").replace("partner", "nobody!"))
    os.utime(path, ns=(1, 1))  # as a copy with old times
    outcome = await source.changed()
    assert isinstance(outcome, KeysWritten)
    assert outcome.keys[0].owner.text == "nobody!"


async def test_a_link_that_is_swapped_is_a_change(tmp_path: Path) -> None:
    for name in ("first", "second"):
        (tmp_path / name).write_text(written(name))
    link = tmp_path / "keys.yaml"
    link.symlink_to("first")
    source = YamlApiKeySource(link)
    assert ids(await source.changed()) == ["first"]
    (tmp_path / "new").symlink_to("second")
    (tmp_path / "new").rename(link)
    assert ids(await source.changed()) == ["second"]


@pytest.mark.parametrize("name", ["", "no\0path", "missing/keys.yaml"])
async def test_a_path_that_is_no_file_is_said_and_not_raised(tmp_path: Path, name: str) -> None:
    assert isinstance(await YamlApiKeySource(tmp_path / name).changed(), tuple)


async def test_a_file_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "keys.yaml"
    path.write_text("keys: []\n")
    os.truncate(path, 1024 * 1024 + 1)
    faults = await YamlApiKeySource(path).changed()
    assert isinstance(faults, tuple)
    assert [fault.code for fault in faults] == ["file-large"]


async def test_dollars_are_just_text_in_a_file_of_keys(tmp_path: Path) -> None:
    path = tmp_path / "keys.yaml"
    path.write_text(written("first").replace("partner", "${HOME}"))
    outcome = await YamlApiKeySource(path).changed()
    assert isinstance(outcome, KeysWritten)
    assert outcome.keys[0].owner.text == "${HOME}"
