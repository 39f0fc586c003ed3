"""Telling what is wrong, in a time that no caller can stretch: as much as fits a small value, of a large one the first.

The library makes every error before the first can be had, and of alternatives the errors of each: in a schema that
refers to itself below `anyOf` these double with every level. So alternatives are held by a keyword of ours, which only
says that none fits. Compiled when something is wrong for the first time; the alternatives too, all of them as one, as
each by itself would be all that it leads to.
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
            alternatives = Alternatives(self._compile, self._led)
            keywords = {name: _held_by(name, alternatives) for name in _ALTERNATIVES}
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


class Alternatives:
    """All of a schema, by names: one validator, compiled when it is first asked."""

    def __init__(self, compile_it: Compile, led: Led) -> None:
        self._compile, self._led = compile_it, led
        self._named: dict[str, Json] = {}
        self._compiled: Draft202012Validator | None = None

    def add(self, keyword: str, value: Json) -> str:
        name = str(len(self._named))
        self._named[name] = {keyword: rooted(value, self._led)}
        self._compiled = None
        return name

    def hold(self, name: str, value: Json) -> bool:
        compiled = self._compiled  # large bodies are judged in threads
        if compiled is None:
            compiled = self._compiled = self._compile({"properties": self._named})
        return compiled.is_valid({name: value})


def _held_by(keyword: str, alternatives: Alternatives) -> type:
    class Held:
        def __init__(self, parent_schema: Mapping[str, Any], value: Json, schema_path: list[str | int]) -> None:
            del parent_schema, schema_path
            self._name = alternatives.add(keyword, value)

        def validate(self, instance: Json) -> None:
            if not alternatives.hold(self._name, instance):
                raise ValueError(keyword)

    return Held
