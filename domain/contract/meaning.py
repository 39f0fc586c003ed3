"""Meaning: a contract as values that can be compared: two that were read at other places may mean the same."""

from collections.abc import Iterator

from domain.contract.contract import Contract
from domain.spec.document import Document, OperationSpec


def meaning(contract: Contract | None) -> object:
    """Equal where nothing that a contract rests on was written otherwise. None: there is none."""
    return None if contract is None else (said(contract), list(map(shared, documents(contract))))


def said(contract: Contract) -> object:
    """Without what its operations refer to in their documents."""
    return (
        [dict(one.value) for one in _operations(contract)],
        [(one.name, one.where, one.is_required, one.style, one.explodes) for one in contract.parameters],
        (contract.requests, contract.answer_mode, contract.sample, contract.refuses_unknown),
        [(check.name, check.source) for check in contract.checks],
    )


def documents(contract: Contract) -> Iterator[Document]:
    return (one.document for one in _operations(contract))


def shared(document: Document) -> object:
    """What operations may refer to."""
    return {key: value for key, value in document.value.items() if key != "paths"}


def _operations(contract: Contract) -> list[OperationSpec]:
    return [one for one in (contract.operation, contract.own) if one is not None]
