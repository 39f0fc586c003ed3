"""The ledger: who has the fewest, and that the dead and the leaving are not waited for."""

import os

from entrypoints.serve.ledger import SLOTS, Ledger


def test_the_least_is_that_of_those_who_are_there() -> None:
    ledger = Ledger()
    assert ledger.least() == 0
    ledger.write(1, 5)
    ledger.write(2, 3)
    assert ledger.least() == 3
    ledger.leave(2)
    assert ledger.least() == 5


def test_a_worker_without_connections_is_there_all_the_same() -> None:
    ledger = Ledger()
    ledger.write(1, 5)
    ledger.write(2, 0)
    assert ledger.least() == 0


def test_any_number_finds_its_slot() -> None:
    ledger = Ledger()
    ledger.write(SLOTS * 1000 + 1, 7)
    assert ledger.least() == 7


def test_what_a_child_writes_is_read_by_all() -> None:
    ledger = Ledger()
    child = os.fork()
    if child == 0:
        ledger.write(3, 9)
        os._exit(0)
    os.waitpid(child, 0)
    assert ledger.least() == 9
