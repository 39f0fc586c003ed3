"""Documents, before and after: operations are told by method and path, whatever its parameters are called."""

import re
from collections.abc import Iterator
from dataclasses import replace

from domain.openapi.difference.change import Change, Grade, together
from domain.openapi.difference.messages import message_changes
from domain.openapi.difference.parameters import parameter_changes
from domain.openapi.difference.security import scheme_changes, security_changes
from domain.openapi.operations import Operation, Operations
from domain.spec.document import Document

_NAME = re.compile(r"\{[^{}]*\}")


def differences(old: Document, new: Document) -> list[Change]:
    """The worst first; what several operations share once."""
    return together((*scheme_changes(old, new), *_servers(old, new), *_operations(old, new)))


def _servers(old: Document, new: Document) -> Iterator[Change]:
    if old.value.get("servers") != new.value.get("servers"):
        yield Change(Grade.MAYBE, "servers-changed", ("servers",), "the addresses of the API are others")


def _operations(old: Document, new: Document) -> Iterator[Change]:
    was, now = _by_place(old), _by_place(new)
    for key, one in was.items():
        changes = _changed(one, now[key]) if key in now else _removed(one)
        yield from (replace(change, operations=(_called(now.get(key, one)),)) for change in changes)
    for key, one in now.items():
        if key not in was:
            yield Change(Grade.COMPATIBLE, "operation-added", one.spec.at, "it is new", operations=(_called(one),))


def _changed(old: Operation, new: Operation) -> Iterator[Change]:
    at = new.spec.at
    if old.id != new.id and old.id is not None:
        now = f"now `{new.id}`" if new.id else "now it has none"
        words = f"its id was `{old.id}`, {now}: generated clients call it by that"
        yield Change(Grade.MAYBE, "operation-id-changed", at, words)
    if new.spec.value.get("deprecated") and not old.spec.value.get("deprecated"):
        yield Change(Grade.COMPATIBLE, "operation-deprecated", at, "it is deprecated")
    yield from parameter_changes(old, new)
    yield from message_changes(old, new)
    yield from security_changes(old, new)


def _removed(old: Operation) -> Iterator[Change]:
    yield Change(Grade.BREAKING, "operation-removed", old.spec.at, "it is gone", is_old=True)


def _by_place(document: Document) -> dict[tuple[str, str], Operation]:
    return {(one.method, _NAME.sub("{}", one.path)): one for one in Operations(document).all}


def _called(operation: Operation) -> str:
    return f"{operation.method} {operation.path}"
