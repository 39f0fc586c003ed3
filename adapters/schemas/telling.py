"""Telling what is wrong, in a time that no caller can stretch: as much as fits a small value, of a large one the first.

The library makes every error before the first can be had, and of alternatives the errors of each: in a schema that
refers to itself below `anyOf` these double with every level. So alternatives are held by a keyword of ours, which only
says that none fits. Compiled when something is wrong for the first time.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any

from jsonschema_rs import Draft202012Validator, ValidationError

from domain.contract.rooted import rooted
from domain.spec.document import Json, Pointer

SMALL = 1_000  # values, of which each may have errors of its own
_ALTERNATIVES = ("anyOf", "oneOf")

Compile = Callable[..., Draft202012Validator]  # a schema, and further keywords
Led = Callable[[str, Pointer], str]


class Telling:
    """`compile_it` compiles where the references of the document are known, and `led` makes them whole."""

    __slots__ = ("_compile", "_compiled", "_led", "_schema")

    def __init__(self, schema: Json, compile_it: Compile, led: Led) -> None:
        self._schema, self._compile, self._led = schema, compile_it, led
        self._compiled: Draft202012Validator | None = None

    def errors(self, value: Json, most: int) -> Iterator[ValidationError]:
        if self._compiled is None:
            keywords = {name: _held_by(name, self._compile, self._led) for name in _ALTERNATIVES}
            self._compiled = self._compile(self._schema, keywords=keywords)
        if is_small(value):
            return islice(self._compiled.iter_errors(value), most)
        return _first(self._compiled, value)


def is_small(value: Json) -> bool:
    waiting: list[Any] = [value]
    count = 1
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict | list):
            count += len(one)
            if count > SMALL:
                return False
            waiting.extend(one.values() if isinstance(one, dict) else one)
    return True


def _first(compiled: Draft202012Validator, value: Json) -> Iterator[ValidationError]:
    try:
        compiled.validate(value)
    except ValidationError as error:
        yield error


def _held_by(keyword: str, compile_it: Compile, led: Led) -> type:
    class Alternatives:
        """One validator for all of them, compiled when it is first asked."""

        def __init__(self, parent_schema: Mapping[str, Any], value: Json, schema_path: list[str | int]) -> None:
            del parent_schema, schema_path
            self._value = value
            self._compiled: Draft202012Validator | None = None

        def validate(self, instance: Json) -> None:
            if self._compiled is None:
                self._compiled = compile_it({keyword: rooted(self._value, led)})
            if not self._compiled.is_valid(instance):
                raise ValueError(keyword)

    return Alternatives
