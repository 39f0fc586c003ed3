"""Reading: what is told of a configuration that has more faults than anybody reads."""

from domain.spec.fault import Fault
from domain.spec.place import Place
from entrypoints.control.reading import MOST, bounded


def faults(number: int) -> tuple[Fault, ...]:
    return tuple(Fault(Place("gateway.yaml", line, 1), "key-unknown", "wrong") for line in range(1, number + 1))


def test_a_few_faults_are_all_told() -> None:
    assert bounded(faults(MOST)) == faults(MOST)


def test_of_many_the_first_are_told_and_how_many_more_there_are() -> None:
    told = bounded(faults(MOST + 7))
    assert told[:-1] == faults(MOST)
    assert told[-1].code == "faults-more"
    assert (told[-1].at.line, told[-1].message) == (MOST + 1, "and 7 more faults from here on")
