"""Bounds: what single keywords of a schema let through, before and after (JSON Schema 2020-12, validation, 6).

A keyword that is not there lets everything through.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from domain.openapi.difference.change import Way

LOWER = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties", "minContains")
UPPER = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties", "maxContains")
FREE = ("pattern", "format", "multipleOf", "contentEncoding", "contentMediaType")
_ALL_TYPES = frozenset(("null", "boolean", "object", "array", "number", "string"))
Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Bound:
    """What became of one keyword."""

    keyword: str
    way: Way
    code: str
    words: str


def bounds(old: Schema, new: Schema) -> Iterator[Bound]:
    yield from _types(old, new)
    yield from _values(old, new)
    for keyword in (*LOWER, *UPPER):
        yield from _limit(keyword, old.get(keyword), new.get(keyword))
    for keyword in FREE:
        yield from _free(keyword, old.get(keyword), new.get(keyword))
    was, now = bool(old.get("uniqueItems")), bool(new.get("uniqueItems"))
    if was is not now:
        way = Way.NARROWER if now else Way.WIDER
        yield Bound("uniqueItems", way, "unique-items-changed", f"items {'must' if now else 'need not'} differ")


def types_of(schema: Schema) -> frozenset[str]:
    """An integer is a number as well, which stands for it only where all numbers may come."""
    said = schema.get("type")
    if said is None:
        return _ALL_TYPES
    return frozenset((said,) if isinstance(said, str) else said)


def _types(old: Schema, new: Schema) -> Iterator[Bound]:
    was, now = types_of(old), types_of(new)
    lost = {one for one in was if not _covers(now, one)}
    gained = {one for one in now if not _covers(was, one)}
    if lost:
        yield Bound("type", Way.NARROWER, "type-narrowed", f"no longer {_listed(lost)}; now {_listed(now)}")
    if gained:
        yield Bound("type", Way.WIDER, "type-widened", f"now {_listed(gained)} too; it was {_listed(was)}")


def _covers(types: frozenset[str], one: str) -> bool:
    return one in types or (one == "integer" and "number" in types)


def _values(old: Schema, new: Schema) -> Iterator[Bound]:
    was, now = _enumerated(old), _enumerated(new)
    if was is None and now is not None:
        yield Bound("enum", Way.NARROWER, "enum-set", f"only {_listed(now)} now; it was any value")
    elif was is not None and now is None:
        yield Bound("enum", Way.WIDER, "enum-dropped", f"any value now; it was {_listed(was)}")
    elif was is not None and now is not None:
        for value in was:
            if value not in now:
                yield Bound("enum", Way.NARROWER, "enum-value-removed", f"{value} is no value any more")
        for value in now:
            if value not in was:
                yield Bound("enum", Way.WIDER, "enum-value-added", f"{value} is a value now")


def _enumerated(schema: Schema) -> list[str] | None:
    """As they would be written, so that 1 is not true."""
    if "const" in schema:
        return [repr(schema["const"])]
    return [repr(value) for value in schema["enum"]] if "enum" in schema else None


def _limit(keyword: str, was: Any, now: Any) -> Iterator[Bound]:
    if was == now:
        return
    is_tighter = now is not None and (was is None or (now > was) is (keyword in LOWER))
    way, code = (Way.NARROWER, "limit-tightened") if is_tighter else (Way.WIDER, "limit-loosened")
    yield Bound(keyword, way, code, f"`{keyword}` was {_said(was)}, now {_said(now)}")


def _free(keyword: str, was: Any, now: Any) -> Iterator[Bound]:
    """Which of two patterns or formats lets more through is not to be told."""
    if was == now:
        return
    way = Way.NARROWER if was is None else Way.WIDER if now is None else Way.UNSURE
    yield Bound(keyword, way, f"{_kebab(keyword)}-changed", f"`{keyword}` was {_said(was)}, now {_said(now)}")


def _said(value: Any) -> str:
    return "not there" if value is None else f"{value}"


def _listed(words: Any) -> str:
    return " or ".join(sorted(map(str, words)))


def _kebab(keyword: str) -> str:
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in keyword)
