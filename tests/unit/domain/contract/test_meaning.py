from dataclasses import replace

from domain.contract.contract import Contract, Mode
from domain.contract.meaning import meaning
from domain.spec.check import Check
from domain.spec.place import Place
from tests.unit.domain.plan.contract_documents import AT, operation


def contract(kind: str = "object") -> Contract:
    return Contract(AT, operation({"requestBody": {"content": {"application/json": {"schema": {"type": kind}}}}}))


def test_what_was_read_twice_means_the_same() -> None:
    assert meaning(contract()) == meaning(replace(contract(), at=Place("other.yaml", 1, 1)))
    assert meaning(None) is None


def test_another_schema_another_mode_or_another_check_is_another_meaning() -> None:
    assert meaning(contract()) != meaning(contract("array"))
    assert meaning(contract()) != meaning(replace(contract(), requests=Mode.REPORT))
    assert meaning(contract()) != meaning(replace(contract(), checks=(Check("a.py", "a", "", AT),)))
