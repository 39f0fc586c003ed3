"""The file of revocations: understood whole, or unreadable; and what is taken out of it is revoked no more."""

from pathlib import Path

import pytest

from adapters.revocation.yaml_file import LARGEST, YamlRevocationFile
from application.ports.revocation import Batch, RevocationsUnreadable
from domain.identity.revocation import Revocation, Revoked


def tokens(*names: str) -> tuple[Revocation, ...]:
    return tuple(Revocation(Revoked.TOKEN, name) for name in names)


def put(path: Path, text: str | bytes) -> None:
    path.write_bytes(text.encode() if isinstance(text, str) else text)


def lines(path: Path) -> list[str]:
    return path.read_text().splitlines() if path.exists() else []


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "revoked.yaml"


async def read(path: Path) -> Batch | RevocationsUnreadable:
    return await YamlRevocationFile(path).read()


async def test_a_line_that_is_taken_out_is_revoked_no_more(path: Path) -> None:
    source = YamlRevocationFile(path)
    put(path, "- {jti: a}\n- {jti: b}\n")
    assert await source.read() == Batch(tokens("a", "b"), is_whole=True)
    put(path, "- {jti: b}\n")
    assert await source.read() == Batch(tokens("b"), is_whole=True)


async def test_words_are_text_whatever_yaml_could_take_them_for(path: Path) -> None:
    put(path, "- {jti: no}\n- {jti: 0123}\n- jti: 1.0\n- jti: ~\n  until: 2026-11-26T12:00:00Z # a day\n")
    batch = await read(path)
    assert isinstance(batch, Batch)
    assert [one.name for one in batch.revocations] == ["no", "0123", "1.0", "~"]
    assert batch.revocations[-1].until == 1795694400.0


@pytest.mark.parametrize(
    "text",
    [
        "jti: a\n",
        "- a\n",
        "- {jti: [a]}\n",
        "- {jti: a}\n- {jit: b}\n",
        "- {jti: a, jti: b}\n",
        "- {jti: a\n",
        "- {jti: a}\nb\n",
        "- [a]\n",
        "- {[a]: b}\n",
        "- {jti: *a}\n",
        "- !!python/object/apply:os.getcwd []\n",
    ],
)
async def test_one_entry_that_is_not_understood_makes_the_file_unreadable(path: Path, text: str) -> None:
    put(path, text)
    outcome = await read(path)
    assert isinstance(outcome, RevocationsUnreadable)
    assert "\n" not in outcome.why


async def test_a_file_that_is_no_utf_8_or_too_large_or_not_there_is_unreadable(path: Path) -> None:
    assert isinstance(await read(path), RevocationsUnreadable)
    put(path, b"- {jti: \xff}\n")
    assert isinstance(await read(path), RevocationsUnreadable)
    put(path, b"#" * (LARGEST + 1))
    assert isinstance(await read(path), RevocationsUnreadable)


async def test_a_long_file_is_read_whole(path: Path) -> None:
    names = [f"t{number}" for number in range(777)]
    put(path, "# all of them\n" + "".join(f"- {{jti: {name}}}\n" for name in names))
    assert await read(path) == Batch(tokens(*names), is_whole=True)


@pytest.mark.parametrize("before", ["", "# none\n", "# none", "- {jti: a}"])
async def test_an_entry_is_added_in_a_line_of_its_own(path: Path, before: str) -> None:
    put(path, before)
    source = YamlRevocationFile(path)
    assert await source.add(tokens("b")[0]) is None
    assert lines(path)[-1] == "- {jti: b}"
    assert isinstance(await source.read(), Batch)


async def test_a_file_that_is_not_there_is_not_made_by_adding(path: Path) -> None:
    assert "cannot be written" in str(await YamlRevocationFile(path).add(tokens("a")[0]))
    assert lines(path) == []
