"""Token memory: bounded, and cheap to be bounded."""

from application.identity.token_memory import LONGEST, MOST, MOST_BYTES, Remembered, TokenMemory
from domain.identity.principal import Principal


def entry(name: str = "ada") -> Remembered:
    return Remembered(Principal(name), 1, since=0, until=1)


def test_what_is_remembered_is_recalled_by_its_very_bytes() -> None:
    memory, ada = TokenMemory(), entry()
    memory.remember(b"Bearer a", ada)
    assert memory.recall(b"Bearer a") is ada
    assert memory.recall(b"bearer a") is None


def test_a_flood_leaves_two_generations_and_no_more() -> None:
    memory = TokenMemory()
    for number in range(3 * MOST):
        memory.remember(b"%d" % number, entry())
    assert not any(memory.recall(b"%d" % number) for number in range(MOST))
    assert memory.recall(b"%d" % MOST)  # the first of the old generation
    assert memory.recall(b"%d" % (3 * MOST - 1))


def test_what_is_asked_for_outlives_what_is_not() -> None:
    memory = TokenMemory()
    memory.remember(b"often", entry())
    for number in range(3 * MOST):
        memory.remember(b"%d" % number, entry())
        assert memory.recall(b"often") is not None


def test_long_tokens_fill_a_generation_by_their_bytes() -> None:
    memory, long = TokenMemory(), b"x" * (LONGEST - 8)
    each = MOST_BYTES // LONGEST
    for number in range(3 * each):
        memory.remember(b"%08d" % number + long, entry())
    kept = [number for number in range(3 * each) if memory.recall(b"%08d" % number + long)]
    assert len(kept) <= 2 * each


def test_one_that_is_too_long_is_verified_each_time() -> None:
    memory = TokenMemory()
    memory.remember(b"x" * (LONGEST + 1), entry())
    assert memory.recall(b"x" * (LONGEST + 1)) is None


def test_a_newer_finding_replaces_the_older_one_and_forgetting_is_whole() -> None:
    memory, newer = TokenMemory(), entry("eve")
    memory.remember(b"t", entry())
    memory.remember(b"t", newer)
    assert memory.recall(b"t") is newer
    memory.forget()
    assert memory.recall(b"t") is None
