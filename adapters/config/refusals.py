"""What the file may not hold though YAML allows it: anchors, aliases, tags, merge keys, keys that are not text.

Names of anchors and tags are not shown: a secret may begin with &, * or ! and lack its quotes.
"""

import re
from collections.abc import Iterator

from yaml.events import AliasEvent, Event, NodeEvent, ScalarEvent

from adapters.config.kinds import kind_of
from adapters.config.shown import shown
from adapters.config.tree import Key, Kind
from domain.spec.fault import Fault
from domain.spec.place import Place

_STATUS = re.compile(r"[1-5][0-9]{2}")  # a status is a name, however it looks
OWN_KEYS = ("on",)  # a word of the format itself (`retry`), so nobody has to quote it


def place_of(event: Event, file: str) -> Place:
    mark = event.start_mark
    return Place(file, mark.line + 1, mark.column + 1) if mark else Place(file, 1, 1)


def is_bare(event: Event) -> bool:
    """As nearly all are: without anchor and tag, and no alias, which has the name of an anchor."""
    return getattr(event, "anchor", None) is None and getattr(event, "tag", None) is None


def is_tagged(event: Event) -> bool:
    return getattr(event, "tag", None) is not None


def refused(event: Event, at: Place) -> Iterator[Fault]:
    if isinstance(event, AliasEvent):
        yield Fault(at, "yaml-alias", "aliases are not read", "write it out, or quote a text that begins with *")
    elif isinstance(event, NodeEvent) and event.anchor is not None:
        yield Fault(at, "yaml-anchor", "anchors are not read", "leave it out, or quote a text that begins with &")
    if is_tagged(event):
        yield Fault(at, "yaml-tag", "tags are not read", "leave it out, or quote a text that begins with !")


def read_key(event: ScalarEvent, at: Place) -> Key | Fault:
    is_ours = event.value in OWN_KEYS or _STATUS.fullmatch(event.value)
    kind = Kind.TEXT if event.style or is_ours else kind_of(event.value)
    if kind is Kind.TEXT:
        return Key(event.value, at)
    if event.value == "<<":
        return Fault(at, "yaml-merge", "merge keys are not read", "write it out")
    if kind is Kind.AMBIGUOUS:
        message = f"key {shown(event.value)} is more than text to some readers of YAML"
        return Fault(at, "yaml-ambiguous", message, "quote it")
    return Fault(at, "key-not-text", f"key {shown(event.value)} is {kind.value}, not text", "quote it")
