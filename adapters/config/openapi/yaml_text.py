"""YAML as version 1.2 reads it, as far as JSON can hold it: `no` and `on` and `12:30` are text, and so is every key.

By events: nothing is constructed, nesting is bounded, and an alias stands for what its anchor has, which is counted as
often as it stands there (a billion laughs are few letters).
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from adapters.config.openapi.marks import DEEPEST, Marks, Wrong, too_deep
from adapters.config.yaml_tree import LOADER

MOST = 1_000_000  # values, with those that aliases stand for
_TEXT_TAGS = ("tag:yaml.org,2002:str", "!")
_WORDS: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INT = re.compile(r"[-+]?[0-9]{1,4000}")
_BASED = re.compile(r"0(?:o[0-7]{1,4000}|x[0-9a-fA-F]{1,4000})")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NO_NUMBER = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_NUMERIC = frozenset("+-.0123456789")
Built = tuple[Any, Marks, int]  # the value, its marks, and how many values it is


def yaml_value(text: str) -> tuple[Any, Marks]:
    """Raises Wrong, and yaml.YAMLError."""
    builder = _Builder(text)
    return builder.whole()


class _Builder:
    def __init__(self, text: str) -> None:
        self._events: Iterator[Event] = yaml.parse(text, Loader=LOADER)
        self._anchors: dict[str, Built] = {}
        self._count = 0

    def whole(self) -> tuple[Any, Marks]:
        next(self._events)
        if isinstance(next(self._events), StreamEndEvent):
            return None, {}
        value, marks, _ = self._value(next(self._events), 1)
        next(self._events)
        following = next(self._events)
        if not isinstance(following, StreamEndEvent):
            raise Wrong(_offset(following), "yaml-documents", "a second document begins", "one file holds one document")
        return value, marks

    def _value(self, event: Event, depth: int) -> Built:
        if depth > DEEPEST:
            raise too_deep(_offset(event))
        if isinstance(event, AliasEvent):
            return self._counted(self._anchored(event), event)
        before = self._count
        self._count += 1
        value, marks = self._written(event, depth)
        built = value, marks, self._count - before
        anchor = getattr(event, "anchor", None)
        if anchor is not None:
            self._anchors[anchor] = built
        return built

    def _anchored(self, event: AliasEvent) -> Built:
        if event.anchor not in self._anchors:
            raise Wrong(_offset(event), "yaml-alias", "this alias stands in what it stands for", "write it out")
        return self._anchors[event.anchor]

    def _counted(self, built: Built, event: Event) -> Built:
        self._count += built[2]
        if self._count > MOST:
            raise Wrong(_offset(event), "document-large", f"with its aliases this is more than {MOST:,} values")
        return built

    def _written(self, event: Event, depth: int) -> tuple[Any, Marks]:
        if isinstance(event, ScalarEvent):
            return _scalar(event), {}
        tag = getattr(event, "tag", None)
        if tag is not None:
            raise _tagged(event)
        return self._mapping(depth) if isinstance(event, MappingStartEvent) else self._list(event, depth)

    def _mapping(self, depth: int) -> tuple[dict[str, Any], Marks]:
        found: dict[str, Any] = {}
        marks: Marks = {}
        while not isinstance(event := next(self._events), MappingEndEvent):
            key = _key(event)
            if key in found:
                raise Wrong(_offset(event), "key-twice", f"`{key}` is written twice", "keep one of them")
            found[key], inner, _ = self._value(next(self._events), depth + 1)
            marks[key] = _offset(event), inner
        return found, marks

    def _list(self, start: Event, depth: int) -> tuple[list[Any], Marks]:
        assert isinstance(start, SequenceStartEvent)  # noqa: S101  there is no other event where a value begins
        found: list[Any] = []
        marks: Marks = {}
        while not isinstance(event := next(self._events), SequenceEndEvent):
            value, inner, _ = self._value(event, depth + 1)
            marks[str(len(found))] = _offset(event), inner
            found.append(value)
        return found, marks


def _key(event: Event) -> str:
    if not isinstance(event, ScalarEvent):
        raise Wrong(_offset(event), "key-not-text", "a key is text", "a plain word, or quoted")
    if event.value == "<<" and not event.style:
        raise Wrong(_offset(event), "yaml-merge", "merge keys are not read: YAML 1.2 has none", "write it out")
    return str(event.value)


def _scalar(event: ScalarEvent) -> Any:
    text = event.value
    if event.tag is not None:
        if event.tag not in _TEXT_TAGS:
            raise _tagged(event)
        return text
    if event.style:
        return text
    if text in _WORDS:
        return _WORDS[text]
    return _number(text, event) if text[0] in _NUMERIC else text


def _number(text: str, event: Event) -> Any:
    if _INT.fullmatch(text):
        return int(text)
    if _BASED.fullmatch(text):
        return int(text, 0)
    if _NO_NUMBER.fullmatch(text):
        raise Wrong(_offset(event), "document-number", f"JSON has no number `{text}`")
    return float(text) if _FLOAT.fullmatch(text) else text


def _tagged(event: Event) -> Wrong:
    return Wrong(_offset(event), "yaml-tag", "tags are not read", "leave it out, or quote a text that begins with !")


def _offset(event: Event) -> int:
    return event.start_mark.index if event.start_mark else 0
