"""Meaning: a contract as a value that can be compared: two that were read at other places may mean the same."""

from domain.contract.contract import Contract


def meaning(contract: Contract | None) -> object:
    """Equal where nothing that a contract rests on was written otherwise. None: there is none."""
    if contract is None:
        return None
    operations = [one for one in (contract.operation, contract.own) if one is not None]
    return (
        [dict(one.value) for one in operations],
        [{key: value for key, value in one.document.value.items() if key != "paths"} for one in operations],
        [(one.name, one.where, one.is_required, one.style, one.explodes) for one in contract.parameters],
        (contract.requests, contract.answer_mode, contract.sample, contract.refuses_unknown),
        [(check.name, check.source) for check in contract.checks],
    )
