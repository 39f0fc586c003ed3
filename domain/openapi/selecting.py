"""Selecting: the operations that somebody means, by tag, by name or by path. A name that means none is a fault."""

from collections.abc import Iterator

from domain.openapi.operations import Operation, Operations
from domain.spec.fault import Fault, nearest
from domain.spec.from_openapi import SelectionSpec
from domain.spec.place import Text


def is_meant(operation: Operation, selection: SelectionSpec) -> bool:
    names = {operation.id, f"{operation.method} {operation.path}"}
    return (
        any(tag.text in operation.tags for tag in selection.tags)
        or any(name.text in names for name in selection.operations)
        or any(_covers(path.text, operation.path) for path in selection.paths)
    )


def in_vain(selection: SelectionSpec, operations: Operations) -> Iterator[Fault]:
    yield from (operations.missing(name) for name in selection.operations if operations.of(name.text) is None)
    tags = {tag for one in operations.all for tag in one.tags}
    yield from (_unknown("tag", tag, tags) for tag in selection.tags if tag.text not in tags)
    paths = {one.path for one in operations.all}
    for path in selection.paths:
        if not any(_covers(path.text, one) for one in paths):
            yield _unknown("path", path, paths)


def _covers(pattern: str, path: str) -> bool:
    return path.startswith(pattern[:-1]) if pattern.endswith("*") else path == pattern


def _unknown(what: str, name: Text, known: set[str]) -> Fault:
    return Fault(name.at, "operation-unknown", f"no operation has the {what} `{name}`", nearest(name.text, known))
