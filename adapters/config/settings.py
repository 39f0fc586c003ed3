"""Settings: what a tree says, value by value with its place; and what is in force where it says nothing.

Written values come in the order of the file, then the defaults of their section. A section that is off has none.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath
from typing import Any

from adapters.config.annotations import below, is_named, is_section
from adapters.config.defaults import BESIDE, DEFAULTS
from adapters.config.environment import REFERENCE
from adapters.config.models_document import Document
from adapters.config.plain_yaml import yaml_text
from adapters.config.reading import tree_of_files
from adapters.config.secrecy import Secrecy, inside, is_harmless
from adapters.config.section import Section
from adapters.config.snapshot import Snapshot
from adapters.config.tree import Kind, Listing, Scalar, Table, Value
from adapters.config.yaml_folder import Written as File
from application.ports.config import Edition, Setting

MASK = "***"
_NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?(?:ms|s|m|h|B|KiB|MiB|GiB|%)?|true|false")
_ADDRESSES = frozenset(("url", "jwks", "issuer", "host", "hosts", "origins", "path", "prefix", "to", "upstream"))

Path = tuple[str | int, ...]


def settings_of(edition: Edition, environment: Mapping[str, str], *, hides: bool = True) -> tuple[Setting, ...]:
    """Those of an edition without a fault. `hides`: secrets are masked; else what comes out can be read in again."""
    files = [File(one.name, one.own, one.text) for one in edition.texts]
    root, _ = tree_of_files(files, Snapshot(FilePath(), environment))
    return tuple(_Settings(hides=hides).of(root)) if root is not None else ()


class _Settings:
    def __init__(self, *, hides: bool) -> None:
        self._hides = hides

    def of(self, root: Table) -> Iterator[Setting]:
        return self._section(Document, root, (), "")

    def _section(self, model: type[Section], table: Table | None, path: Path, pattern: str) -> Iterator[Setting]:
        for key, value in (table or {}).items():
            yield from self._value(below(model, key), value, (*path, str(key)), f"{pattern}{key}", Secrecy.OPEN)
        for name, field in model.model_fields.items():
            missing = field.alias or name
            if table is None or missing not in table.written:
                yield from self._default(field, (*path, missing), f"{pattern}{missing}", table)

    def _default(self, field: Any, path: Path, pattern: str, table: Table | None) -> Iterator[Setting]:
        inner = below(tuple[field.annotation], 0)
        if is_section(inner) and isinstance(field.get_default(call_default_factory=True), Section):
            yield from self._section(inner, None, path, f"{pattern}.")
        elif pattern in DEFAULTS and (pattern not in BESIDE or (table and BESIDE[pattern] in table.written)):
            default = DEFAULTS[pattern]
            items = enumerate(default) if isinstance(default, tuple) else ()
            yield from (Setting((*path, number), one) for number, one in items)
            yield from () if isinstance(default, tuple) else (Setting(path, default),)

    def _value(self, model: Any, value: Value, path: Path, pattern: str, secrecy: Secrecy) -> Iterator[Setting]:
        """`secrecy` is that of what stands above."""
        if is_section(model) and isinstance(value, Table):
            inner = tuple(self._section(model, value, path, f"{pattern}."))
            yield from inner or (Setting(path, "{}", value.at),)
        elif is_named(model) and isinstance(value, Table) and value:
            for name, one in value.items():
                yield from self._value(below(model, name), one, (*path, str(name)), f"{pattern}.NAME", secrecy)
        elif isinstance(value, Listing) and value and model is not None and is_section(_item(model)):
            for number, one in enumerate(value):
                yield from self._value(_item(model), one, (*path, number), f"{pattern}[]", secrecy)
        else:
            yield from self._raw(value, path, inside(secrecy, str(path[-1])))

    def _raw(self, value: Value, path: Path, secrecy: Secrecy) -> Iterator[Setting]:
        """What has no section of its own: requirements, keys, bodies."""
        match value:
            case Table() if value:
                below_it = Secrecy.OPEN if secrecy is Secrecy.LIKELY else secrecy
                for key, one in value.items():
                    yield from self._raw(one, (*path, str(key)), inside(below_it, key))
            case Listing() if value:
                for number, one in enumerate(value):
                    yield from self._raw(one, (*path, number), secrecy)
            case Scalar():
                yield self._leaf(value, path, secrecy)
            case _:
                yield Setting(path, "{}" if isinstance(value, Table) else "[]", value.at)

    def _leaf(self, value: Scalar, path: Path, secrecy: Secrecy) -> Setting:
        variables = tuple(dict.fromkeys(REFERENCE.findall(value.written))) if value.is_replaced else ()
        is_secret = secrecy is not Secrecy.OPEN and not is_harmless(value.written)
        if is_secret and self._hides:
            return Setting(path, f'"{MASK}"', value.at, variables)
        return Setting(path, _shown(value, path), value.at, variables)


def _shown(value: Scalar, path: Path) -> str:
    """What came from a variable is shown where it can't be a secret: numbers, flags, addresses without a user."""
    if not value.is_replaced:
        return yaml_text(value.text) if value.kind is Kind.TEXT else value.text or "null"
    if _NUMBER.fullmatch(value.text):
        return value.text
    names = {step for step in path if isinstance(step, str)}
    if names & _ADDRESSES and "@" not in value.text:
        return yaml_text(value.text.replace("${", "$${"))
    return yaml_text(value.written)


def _item(model: Any) -> Any:
    """What a list of this kind holds; None where it is no list of ours."""
    return below(model, 0) if getattr(model, "__origin__", None) is tuple else None
