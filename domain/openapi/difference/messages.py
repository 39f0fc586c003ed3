"""Messages, before and after: the body of a request, the answers by status, their media types and headers.

A status of success that is gone breaks whoever waits for it; one of failure that is gone may. New ones of failure break
no promise: callers always had to reckon with failures.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from domain.openapi.difference.change import Change, Direction, Grade
from domain.openapi.difference.schemas import Schemas, Spot
from domain.openapi.operations import Operation
from domain.openapi.pointers import members
from domain.spec.document import Pointer

BODY = "requestBody"
_MEDIA = {Direction.REQUEST: "taken", Direction.ANSWER: "given"}


def message_changes(old: Operation, new: Operation) -> Iterator[Change]:
    yield from _bodies(old, new)
    was, now = (members(one.spec.value.get("responses")) for one in (old, new))
    for status in was:
        if status in now:
            yield from _answers(status, old, new)
        else:
            grade = Grade.BREAKING if _is_success(status) else Grade.MAYBE
            at = (*old.spec.at, "responses", status)
            yield Change(grade, "status-removed", at, f"{status} is not answered any more", is_old=True)
    for status in now:
        if status not in was:
            grade = Grade.MAYBE if _is_success(status) else Grade.COMPATIBLE
            yield Change(grade, "status-added", (*new.spec.at, "responses", status), f"{status} may be answered too")


def _bodies(old: Operation, new: Operation) -> Iterator[Change]:
    was, now = members(old.spec.value.get(BODY)), members(new.spec.value.get(BODY))
    at = (*new.spec.at, BODY)
    if not was and now:
        grade = Grade.BREAKING if now.get("required") else Grade.COMPATIBLE
        code = "body-added-required" if now.get("required") else "body-added"
        yield Change(grade, code, at, "a body is taken now")
    elif was and not now:
        yield Change(Grade.MAYBE, "body-removed", (*old.spec.at, BODY), "no body is taken any more", is_old=True)
    elif was:
        if bool(was.get("required")) is not bool(now.get("required")):
            grade = Grade.BREAKING if now.get("required") else Grade.COMPATIBLE
            code, words = ("body-required", "now") if now.get("required") else ("body-optional", "no more")
            yield Change(grade, code, at, f"a body is required {words}")
        yield from _media(old, new, (BODY,), Direction.REQUEST)


def _answers(status: str, old: Operation, new: Operation) -> Iterator[Change]:
    below = ("responses", status)
    yield from _media(old, new, below, Direction.ANSWER)
    was, now = (members(_at(one, below).get("headers")) for one in (old, new))
    schemas = Schemas(old.spec.document, new.spec.document, Direction.ANSWER)
    for name, header in _lower(was).items():
        if name not in _lower(now):
            grade = Grade.BREAKING if header[0].get("required") else Grade.MAYBE
            at = (*old.spec.at, *below, "headers", header[1])
            yield Change(grade, "header-removed", at, f"the header `{header[1]}` is gone", is_old=True)
            continue
        other = _lower(now)[name]
        spots = [
            Spot(one.get("schema", True), (*operation.spec.at, *below, "headers", said, "schema"))
            for operation, (one, said) in ((old, header), (new, other))
        ]
        yield from schemas.changes(*spots)


def _media(old: Operation, new: Operation, below: Pointer, direction: Direction) -> Iterator[Change]:
    was, now = (members(_at(one, below).get("content")) for one in (old, new))
    schemas = Schemas(old.spec.document, new.spec.document, direction)
    for kind in was:
        if kind not in now:
            at = (*old.spec.at, *below, "content", kind)
            words = f"{kind} is not {_MEDIA[direction]} any more"
            yield Change(Grade.BREAKING, "media-type-removed", at, words, is_old=True)
            continue
        spots = [
            Spot(members(found[kind]).get("schema", True), (*one.spec.at, *below, "content", kind, "schema"))
            for one, found in ((old, was), (new, now))
        ]
        yield from schemas.changes(*spots)
    for kind in now:
        if kind not in was:
            at = (*new.spec.at, *below, "content", kind)
            yield Change(Grade.COMPATIBLE, "media-type-added", at, f"{kind} is {_MEDIA[direction]} too")


def _at(operation: Operation, below: Pointer) -> Mapping[str, Any]:
    found: Any = operation.spec.value
    for part in below:
        found = members(found.get(part))
    return members(found)


def _lower(headers: Mapping[str, Any]) -> dict[str, tuple[Mapping[str, Any], str]]:
    """By their names, which know no case."""
    return {name.lower(): (members(header), name) for name, header in headers.items()}


def _is_success(status: str) -> bool:
    return status.startswith(("1", "2", "3"))
