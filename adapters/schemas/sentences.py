"""What is wrong, in a plain sentence. It shows names and what the schema says, never a value that was sent."""

import json
from collections.abc import Callable, Mapping
from typing import Any

LONGEST = 80  # letters of what the schema lists
_ARTICLES = {"object": "an object", "array": "an array", "integer": "an integer", "null": "null"}
_FORMATS = {
    "date-time": "a date and time",
    "date": "a date",
    "email": "an email address",
    "uuid": "a UUID",
    "uri": "a URI",
}


def sentence(kind: Any) -> str:
    say = _SAYINGS.get(kind.name)
    if say is None:
        return f"It does not satisfy `{kind.name}`."
    return say({} if kind.name in _WITHOUT_TERMS else kind.as_dict())


def _types(terms: Mapping[str, Any]) -> str:
    named = sorted(terms["types"], key=lambda one: (one == "null", one))  # `null` is seldom what was meant
    return f"It must be {' or '.join(_ARTICLES.get(one, f'a {one}') for one in named)}."


def _unexpected(terms: Mapping[str, Any]) -> str:
    names = ", ".join(f"`{_short(str(name))}`" for name in terms["unexpected"][:5])
    return f"It has a member that is not known: {names}." if len(terms["unexpected"]) == 1 else f"Not known: {names}."


def _listed(values: Any) -> str:
    return _short(", ".join(json.dumps(one, ensure_ascii=False) for one in values))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def _bound(words: str, noun: str = "") -> Callable[[Mapping[str, Any]], str]:
    def say(terms: Mapping[str, Any]) -> str:
        limit = terms["limit"]
        counted = f" {noun}" if noun and limit == 1 else f" {noun}s" if noun else ""
        return f"It must {words} {_number(limit)}{counted}."

    return say


def _number(value: Any) -> Any:
    """`5.0` is what some generators write for 5."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _fixed(words: str) -> Callable[[Mapping[str, Any]], str]:
    return lambda _: words


_WITHOUT_TERMS = frozenset(
    ("anyOf", "oneOf", "oneOfMultipleValid", "oneOfNotValid", "not", "falseSchema", "propertyNames")
)
_SAYINGS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "required": lambda terms: f"The member `{_short(str(terms['property']))}` is missing.",
    "type": _types,
    "additionalProperties": _unexpected,
    "unevaluatedProperties": _unexpected,
    "additionalItems": _fixed("It has more items than are described."),
    "unevaluatedItems": _fixed("It has an item that is not described."),
    "enum": lambda terms: f"It must be one of {_listed(terms['options'])}.",
    "const": lambda terms: f"It must be {_listed([terms['expected_value']])}.",
    "format": lambda terms: f"It must be {_FORMATS.get(terms['format'], 'of the format `' + terms['format'] + '`')}.",
    "pattern": lambda terms: f"It must match the pattern {_short(terms['pattern'])}.",
    "minimum": _bound("be at least"),
    "maximum": _bound("be at most"),
    "exclusiveMinimum": _bound("be more than"),
    "exclusiveMaximum": _bound("be less than"),
    "minLength": _bound("have at least", "character"),
    "maxLength": _bound("have at most", "character"),
    "minItems": _bound("have at least", "item"),
    "maxItems": _bound("have at most", "item"),
    "minProperties": _bound("have at least", "member"),
    "maxProperties": _bound("have at most", "member"),
    "multipleOf": lambda terms: f"It must be a multiple of {_number(terms['multiple_of'])}.",
    "uniqueItems": _fixed("Its items must all be different."),
    "contains": _fixed("None of its items is what one has to be."),
    "anyOf": _fixed("It is none of the kinds that are possible."),
    "oneOf": _fixed("It must be exactly one of the kinds that are possible."),
    "oneOfNotValid": _fixed("It is none of the kinds that are possible."),
    "oneOfMultipleValid": _fixed("It is more than one of the kinds of which it must be one."),
    "not": _fixed("It is what it must not be."),
    "falseSchema": _fixed("Nothing may stand here."),
    "propertyNames": _fixed("A member has a name that is not possible."),
}
