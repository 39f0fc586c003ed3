"""Schemas, before and after: which values are let through no more, and which anew (JSON Schema 2020-12).

References are followed, each pair of places once, so that a schema may hold itself. What can't be decided (`not`,
`if`, patterns of names) is told as unsure where it changed. Members that only travel the other way (`readOnly`,
`writeOnly`) are nobody's concern.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from domain.openapi.difference.bounds import bounds
from domain.openapi.difference.change import Change, Direction, Grade, Way, grade_of
from domain.openapi.pointers import members, pointer_of, split, value_at
from domain.spec.document import Document, Pointer

UNDECIDED = (
    *("not", "if", "then", "else", "dependentSchemas", "dependentRequired", "patternProperties", "propertyNames"),
    *("contains", "unevaluatedItems", "unevaluatedProperties", "discriminator"),
)
_COMBINED = {"allOf": (Way.NARROWER, Way.WIDER), "anyOf": (Way.WIDER, Way.NARROWER), "oneOf": (Way.WIDER, Way.NARROWER)}


@dataclass(frozen=True, slots=True)
class Spot:
    """A schema with its place, references followed."""

    schema: Any  # a mapping, or `false`
    at: Pointer
    beside: str = ""  # what stands beside its reference: the same place is another schema then


@dataclass(frozen=True, slots=True)
class Schemas:
    old: Document
    new: Document
    direction: Direction
    _seen: set[tuple[Pointer, str, Pointer, str]] = field(default_factory=set)

    def changes(self, old: Spot, new: Spot) -> Iterator[Change]:
        was, now = followed(self.old, old), followed(self.new, new)
        pair = was.at, was.beside, now.at, now.beside
        if pair in self._seen:
            return
        self._seen.add(pair)
        if was.schema is False or now.schema is False:
            yield from self._shut(was, now)
            return
        for bound in bounds(was.schema, now.schema):
            place = (*now.at, bound.keyword) if bound.keyword in now.schema else now.at
            yield self._change(bound.way, bound.code, place, bound.words)
        yield from self._required(was, now)
        yield from self._properties(was, now)
        yield from self._below(was, now)

    def _shut(self, was: Spot, now: Spot) -> Iterator[Change]:
        """`false` lets nothing through."""
        if now.schema is not False:
            yield self._change(Way.WIDER, "schema-opened", now.at, "what was never valid here now may be")
        elif was.schema is not False:
            yield self._change(Way.NARROWER, "schema-closed", now.at, "nothing is valid here any more")

    def _required(self, was: Spot, now: Spot) -> Iterator[Change]:
        before, after = was.schema.get("required", ()), now.schema.get("required", ())
        for name in after:
            if name not in before and not self._is_foreign(now, name, self.new):
                yield self._change(Way.NARROWER, "member-required", (*now.at, "required"), f"`{name}` is required now")
        for name in before:
            gone = name not in after and name in _members(now)
            if gone and not self._is_foreign(was, name, self.old):
                yield self._change(Way.WIDER, "member-optional", now.at, f"`{name}` is not required any more")

    def _properties(self, was: Spot, now: Spot) -> Iterator[Change]:
        before, after = _members(was), _members(now)
        for name in before:
            if self._is_foreign(was, name, self.old) and (name not in after or self._is_foreign(now, name, self.new)):
                continue
            if name in after:
                yield from self.changes(_at(was, "properties", name), _at(now, "properties", name))
            else:
                yield self._gone(was, now, name)
        for name in after:
            if name not in before and not self._is_foreign(now, name, self.new):
                yield self._came(was, now, name)

    def _gone(self, was: Spot, now: Spot, name: str) -> Change:
        place, words = (*was.at, "properties", name), f"`{name}` is gone"
        if self.direction is Direction.ANSWER:
            is_sure = name in was.schema.get("required", ())
            return Change(Grade.BREAKING if is_sure else Grade.MAYBE, "member-removed", place, words, is_old=True)
        is_refused = now.schema.get("additionalProperties") is False
        told = f"{words}, and no other than the named are taken" if is_refused else f"{words}, and passed over"
        return Change(Grade.BREAKING if is_refused else Grade.MAYBE, "member-removed", place, told, is_old=True)

    def _came(self, was: Spot, now: Spot, name: str) -> Change:
        """Who reads answers passes over what it does not know, save where it was told that nothing else comes."""
        is_strict = self.direction is Direction.ANSWER and was.schema.get("additionalProperties") is False
        grade = Grade.MAYBE if is_strict else Grade.COMPATIBLE
        return Change(grade, "member-added", (*now.at, "properties", name), f"`{name}` is new")

    def _below(self, was: Spot, now: Spot) -> Iterator[Change]:
        for keyword in ("items", "additionalProperties"):
            if keyword in was.schema or keyword in now.schema:
                yield from self.changes(_at(was, keyword), _at(now, keyword))
        firsts = len(was.schema.get("prefixItems", ())), len(now.schema.get("prefixItems", ()))
        for place in range(min(firsts)):
            yield from self.changes(_at(was, "prefixItems", str(place)), _at(now, "prefixItems", str(place)))
        if firsts[0] != firsts[1]:
            yield self._change(Way.UNSURE, "prefix-items-changed", now.at, f"{firsts[0]} first items, now {firsts[1]}")
        for keyword, ways in _COMBINED.items():
            yield from self._combined(keyword, ways, was, now)
        for keyword in UNDECIDED:
            if was.schema.get(keyword) != now.schema.get(keyword):
                yield self._change(Way.UNSURE, "schema-changed", (*now.at, keyword), f"`{keyword}` is another")

    def _combined(self, keyword: str, ways: tuple[Way, Way], was: Spot, now: Spot) -> Iterator[Change]:
        """Equal parts are each other's, whatever their order; of the rest the first is the first's."""
        before, after = was.schema.get(keyword, []), now.schema.get(keyword, [])
        lost = [number for number, one in enumerate(before) if one not in after]
        came = [number for number, one in enumerate(after) if one not in before]
        same = [(n, after.index(one)) for n, one in enumerate(before) if one in after]
        for first, second in (*same, *zip(lost, came, strict=False)):
            yield from self.changes(_at(was, keyword, str(first)), _at(now, keyword, str(second)))
        for number in came[len(lost) :]:
            yield self._change(ways[0], "part-added", (*now.at, keyword, str(number)), f"one more part of `{keyword}`")
        for _ in lost[len(came) :]:
            yield self._change(ways[1], "part-removed", now.at, f"one part of `{keyword}` less")

    def _is_foreign(self, spot: Spot, name: str, document: Document) -> bool:
        """Whether a member only travels the other way."""
        schema = followed(document, _at(spot, "properties", name)).schema if name in _members(spot) else True
        mark = "readOnly" if self.direction is Direction.REQUEST else "writeOnly"
        return isinstance(schema, Mapping) and schema.get(mark) is True

    def _change(self, way: Way, code: str, at: Pointer, words: str) -> Change:
        return Change(grade_of(way, self.direction), code, at, words)


def followed(document: Document, spot: Spot) -> Spot:
    """What a reference leads to, and what stands beside it; one that leads nowhere or into itself lets all through."""
    through: list[str] = []
    while isinstance(spot.schema, Mapping) and isinstance(reference := spot.schema.get("$ref"), str):
        pointer = pointer_of(split(reference)[1])
        target = value_at(document.value, pointer) if pointer is not None and reference not in through else True
        through.append(reference)
        beside = {key: one for key, one in spot.schema.items() if key != "$ref"}
        said = f"{spot.beside}{sorted(beside.items())}" if beside else spot.beside
        spot = Spot(
            target if target is False and not beside else {**members(target), **beside}, pointer or spot.at, said
        )
    return replace(spot, schema={}) if spot.schema is True else spot


def _members(spot: Spot) -> Mapping[str, Any]:
    return members(spot.schema.get("properties"))


def _at(spot: Spot, *below: str) -> Spot:
    """True where nothing is written."""
    found = value_at(spot.schema, below)
    return Spot(found if isinstance(found, Mapping | bool) else True, (*spot.at, *below))
