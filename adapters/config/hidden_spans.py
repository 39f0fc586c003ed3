"""What is hidden of a YAML text, as far as it is YAML: the spans of secrets, by the events of the parser.

A walk with a stack of its own, for a text may nest as deep as it likes. What follows the first error is not known here.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from adapters.config.annotations import below, is_named, is_section
from adapters.config.models_document import Document
from adapters.config.secrecy import Secrecy, inside, is_harmless
from adapters.config.shown import has_secret
from adapters.config.yaml_tree import DEEPEST, LOADER

END = 1_000_000_000  # the column that ends every line
Span = tuple[int, int]


@dataclass(slots=True)
class Spans:
    """By line, from 0: what is hidden, and where the last thing ends that is no comment."""

    hidden: dict[int, list[Span]] = field(default_factory=lambda: defaultdict(list))
    ends: dict[int, int] = field(default_factory=dict)
    is_whole: bool = False  # the text is YAML to its end


@dataclass(slots=True)
class _Level:
    """A mapping or a list that has begun."""

    secrecy: Secrecy
    model: Any
    is_mapping: bool
    takes_key: bool = False
    key: str = ""
    of_key: Secrecy = Secrecy.OPEN


def spans_of(text: str) -> Spans:
    spans, levels = Spans(), list[_Level]()
    try:
        for event in yaml.parse(text, Loader=LOADER):
            _seen(event, spans)
            if len(levels) > DEEPEST:
                return spans  # no tree is built of it either, and deeper ones cost the parser their square
            if isinstance(event, MappingEndEvent | SequenceEndEvent):
                levels.pop()
                _turn(levels)
            elif isinstance(event, ScalarEvent | AliasEvent | CollectionStartEvent):
                _take(event, levels, spans)
    except yaml.YAMLError:
        return spans
    spans.is_whole = True
    return spans


def _take(event: Event, levels: list[_Level], spans: Spans) -> None:
    above = levels[-1] if levels else _Level(Secrecy.OPEN, None, is_mapping=False)
    secrecy = above.of_key if above.is_mapping and not above.takes_key else above.secrecy
    if isinstance(event, CollectionStartEvent):
        is_mapping = isinstance(event, MappingStartEvent)
        inner = Secrecy.OPEN if is_mapping and _is_for_text(secrecy, above) else secrecy
        levels.append(_Level(inner, _model(levels), is_mapping=is_mapping, takes_key=is_mapping))
        return
    value = event.value if isinstance(event, ScalarEvent) else ""
    if above.is_mapping and above.takes_key:
        above.key = value
        above.of_key, is_hidden = _of_key(value, above)
        is_hidden |= has_secret(value, is_key=True)
    else:
        is_hidden = not levels or (secrecy is not Secrecy.OPEN and not (_is_bare(event) and is_harmless(value)))
    if is_hidden or has_secret(value):
        _hide(event, spans)
    _turn(levels)


def _is_bare(event: Event) -> bool:
    """Without a tag or an anchor, which may be a secret that lacks its quotes."""
    return isinstance(event, ScalarEvent) and event.anchor is None and event.tag is None


def _turn(levels: list[_Level]) -> None:
    """After a key comes a value, after a value a key."""
    if levels and levels[-1].is_mapping:
        levels[-1].takes_key = not levels[-1].takes_key


def _of_key(key: str, level: _Level) -> tuple[Secrecy, bool]:
    """The secrecy of what follows a key; whether the key itself is hidden, for it may be the secret."""
    secrecy = inside(level.secrecy, key)
    is_inside = level.secrecy in (Secrecy.WHOLE, Secrecy.KEYS)
    is_known = level.secrecy is Secrecy.KEYS and key in ("id", "hash", "secret")
    return secrecy, is_inside and secrecy is Secrecy.WHOLE and not is_known


def _is_for_text(secrecy: Secrecy, above: _Level) -> bool:
    """A mapping below what only looks secret, or below a name that somebody chose, is no secret as such."""
    return secrecy is Secrecy.LIKELY or (secrecy is not Secrecy.OPEN and is_named(above.model) and above.is_mapping)


def _model(levels: list[_Level]) -> Any:
    if not levels:
        return Document
    above = levels[-1]
    if is_section(above.model) or is_named(above.model):
        return below(above.model, above.key)
    return None


def _seen(event: Event, spans: Spans) -> None:
    mark = event.end_mark
    if mark is not None:
        spans.ends[mark.line] = max(spans.ends.get(mark.line, 0), mark.column)


def _hide(event: Event, spans: Spans) -> None:
    for line, span in _lines(event):
        spans.hidden[line].append(span)


def _lines(event: Event) -> Iterator[tuple[int, Span]]:
    start, end = event.start_mark, event.end_mark
    if start is None or end is None:
        return
    for line in range(start.line, end.line + 1):
        first = start.column if line == start.line else 0
        last = end.column if line == end.line else END
        if first < last:
            yield line, (first, last)
