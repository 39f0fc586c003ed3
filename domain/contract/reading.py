"""Reads an Operation Object: its parameters, its body, its answers, each with its schema and where that stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from domain.contract.contract import BodyTerms, Parameter, Where
from domain.contract.schema import Schema
from domain.contract.styles import DEFAULT, explodes_unless_said
from domain.spec.document import Json, OperationSpec, Pointer

# What these headers say is said elsewhere in an operation, and their parameters are to be ignored (4.8.12.1).
NO_PARAMETERS = frozenset(("accept", "content-type", "authorization"))


@dataclass(frozen=True, slots=True)
class Reader:
    operation: OperationSpec

    def parameters(self) -> Iterator[Parameter]:
        for number, one in enumerate(_listed(self.operation.value.get("parameters"))):
            name, where = str(one.get("name", "")), _where(one)
            if where is None or (where is Where.HEADER and name.lower() in NO_PARAMETERS):
                continue
            yield self._parameter(one, name, where, ("parameters", str(number)))

    def body(self) -> BodyTerms | None:
        written = self.operation.value.get("requestBody")
        return self._terms(written, ("requestBody",)) if isinstance(written, dict) else None

    def answers(self) -> dict[str, BodyTerms]:
        written = self.operation.value.get("responses")
        found = written.items() if isinstance(written, dict) else ()
        return {
            status.upper() if status != "default" else status: self._terms(one, ("responses", status))
            for status, one in found
            if isinstance(one, dict) and not status.startswith("x-")
        }

    def _parameter(self, one: Mapping[str, Any], name: str, where: Where, at: Pointer) -> Parameter:
        style = str(one.get("style", DEFAULT[where]))
        content = one.get("content")
        media_type = next(iter(content)) if isinstance(content, dict) and content else None
        below = ("content", media_type, "schema") if media_type is not None else ("schema",)
        return Parameter(
            name.lower() if where is Where.HEADER else name,
            where,
            self._schema((*at, *below), one),
            is_required=where is Where.PATH or one.get("required") is True,
            style=style,
            explodes=bool(one.get("explode", explodes_unless_said(style))),
            media_type=media_type,
        )

    def _terms(self, one: Mapping[str, Any], at: Pointer) -> BodyTerms:
        content = one.get("content")
        types = content if isinstance(content, dict) else {}
        found = {_essence(name): self._schema((*at, "content", name, "schema"), one) for name in types}
        return BodyTerms(found, is_required=one.get("required") is True)

    def _schema(self, at: Pointer, within: Mapping[str, Any]) -> Schema | None:
        """`within` holds what `at` ends in: from the key that follows the names of what was read."""
        depth = 1 if at[0] == "requestBody" else 2
        value = pointed(within, at[depth:])
        if value is None:
            return None
        whole = (*self.operation.at, *at)
        stands_there = pointed(self.operation.document.value, whole) is value
        return Schema(value, self.operation.document, whole if stands_there else ())


def pointed(value: Any, pointer: Pointer) -> Json:
    """What a pointer leads to; None where it leads nowhere."""
    for part in pointer:
        if isinstance(value, Mapping):
            value = value.get(part)
        elif isinstance(value, list) and part.isdigit() and int(part) < len(value):
            value = value[int(part)]
        else:
            return None
    return value  # type: ignore[no-any-return]


def _listed(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _where(one: Mapping[str, Any]) -> Where | None:
    written = one.get("in")
    return next((where for where in Where if where.value == written), None)


def _essence(media_type: str) -> str:
    """Without parameters: `application/json; charset=utf-8` is `application/json`."""
    return media_type.partition(";")[0].strip().lower()
