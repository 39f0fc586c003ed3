"""Bundling: a document and the files that it refers to become one document, in OpenAPI 3.1.

What stands in another file goes below `components` under a name that is free there, once, however often it is referred
to; so what refers to itself still does. The pages are asked for when a reference leads there.
"""

from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from domain.openapi import checking
from domain.openapi.checking import Complaint
from domain.openapi.grammar import DOCUMENT, SCHEMA, SECTIONS, fields_of, is_extension
from domain.openapi.lifting import lifted
from domain.openapi.names import free_name
from domain.openapi.pointers import MISSING, anchor_at, members, pointer_of, split, value_at, written
from domain.spec.document import Json, Pointer

Spot = tuple[str, Pointer]  # a file, and where in it


class Pages(Protocol):
    @abstractmethod
    def value(self, file: str) -> Json | Complaint:
        """What the file holds; where that can't be had, what is to be said of whatever refers to it."""

    @abstractmethod
    def beside(self, file: str, name: str) -> str:
        """The file that is meant by a name that is written in another."""


@dataclass(slots=True)
class Bundle:
    """Its value, once `of` was called; where what was moved comes from; and what is wrong, by files."""

    pages: Pages
    root: str
    origins: dict[Pointer, Spot] = field(default_factory=dict)
    complaints: list[tuple[str, Complaint]] = field(default_factory=list)
    _moved: dict[Spot, Pointer] = field(default_factory=dict)
    _waiting: list[tuple[Spot, str, Pointer]] = field(default_factory=list)
    _taken: dict[str, set[str]] = field(default_factory=dict)

    def of(self, document: dict[str, Json]) -> dict[str, Json]:
        sections = members(document.get("components"))
        self._taken = {name: set(members(one)) for name, one in sections.items()}
        whole = _Page(self, self.root, _is_old(document)).rebuilt(document, DOCUMENT, ())
        bundled: dict[str, Json] = {**whole, "openapi": "3.1.0"} if isinstance(whole, dict) else {}
        while self._waiting:
            (file, pointer), kind, target = self._waiting.pop()
            page = self.pages.value(file)
            value: Any = value_at(page, pointer) if not isinstance(page, Complaint) else None
            _put(bundled, target, _Page(self, file, self._is_old(file)).rebuilt(value, kind, pointer))
        return bundled

    def complain(self, file: str, complaint: Complaint) -> None:
        self.complaints.append((file, complaint))

    def led(self, file: str, at: Pointer, reference: str, kind: str) -> str:
        """What a reference of one page is in the whole."""
        name, fragment = split(reference)
        target = self.pages.beside(file, name) if name else file
        page = self.pages.value(target)
        if isinstance(page, Complaint):
            self.complain(file, Complaint(at, page.code, page.message, page.hint))
            return reference
        pointer = pointer_of(fragment)
        pointer = anchor_at(page, fragment) if pointer is None else pointer
        if pointer is None or value_at(page, pointer) is MISSING:
            words = f"nothing stands at `{reference}`"
            self.complain(file, Complaint(at, "document-reference", words, "the place of something in the document"))
            return reference
        return written(pointer if target == self.root else self._place((target, pointer), kind))

    def _place(self, spot: Spot, kind: str) -> Pointer:
        if spot not in self._moved:
            section = SECTIONS[kind]
            name = free_name(spot, self._taken.setdefault(section, set()))
            target = self._moved[spot] = ("components", section, name)
            self.origins[target] = spot
            self._waiting.append((spot, kind, target))
        return self._moved[spot]

    def _is_old(self, file: str) -> bool:
        """A file that does not say is of the version of the one that began."""
        page, root = self.pages.value(file), self.pages.value(self.root)
        return _is_old(page if isinstance(page, dict) and "openapi" in page else root)


@dataclass(slots=True)
class _Page:
    bundle: Bundle
    file: str
    is_old: bool  # OpenAPI 3.0

    def rebuilt(self, value: Json, kind: str, at: Pointer) -> Json:
        for complaint in checking.of_object(kind, value, at):
            self.bundle.complain(self.file, complaint)
        if not isinstance(value, dict):
            return value
        changed = lifted(value) if self.is_old and kind == SCHEMA else dict(value)
        reference = changed.get("$ref")
        if isinstance(reference, str) and kind in SECTIONS:
            changed["$ref"] = self.bundle.led(self.file, (*at, "$ref"), reference, kind)
        elif kind == SCHEMA:
            self._named(changed, at)
        for key, form in fields_of(kind, changed).items():
            if key in changed:
                changed[key] = self._below(kind, key, form, changed[key], (*at, key))
        return changed

    def _below(self, kind: str, key: str, form: str, value: Json, at: Pointer) -> Json:
        complaint = checking.of_group(key, form, value, at)
        if complaint:
            self.bundle.complain(self.file, complaint)
            return value
        match form[0], value:
            case "{", dict():
                return dict(self._members(kind, key, form[1:-1], value, at))
            case "[", list():
                return [self.rebuilt(one, form[1:-1], (*at, str(number))) for number, one in enumerate(value)]
        is_one = not isinstance(value, list) or kind != SCHEMA  # `items` was a list once
        return self.rebuilt(value, form, at) if is_one else value

    def _members(
        self, kind: str, key: str, form: str, value: dict[str, Json], at: Pointer
    ) -> Iterator[tuple[str, Json]]:
        for name, one in value.items():
            is_left = is_extension(kind, key, name)
            yield name, one if is_left else self.rebuilt(one, form, (*at, name))

    def _named(self, schema: dict[str, Json], at: Pointer) -> None:
        """Names of schemas that would change where references begin; and the ones a discriminator leads to."""
        if "$id" in schema and at:
            words = "a schema within a document has an `$id` of its own"
            self.bundle.complain(
                self.file, Complaint((*at, "$id"), "document-id", words, "leave it out, and refer to the place")
            )
        schema.pop("$id", None)
        discriminator = members(schema.get("discriminator"))
        mapping = members(discriminator.get("mapping"))
        if mapping:
            led = {name: self._led(one, (*at, "discriminator", "mapping", name)) for name, one in mapping.items()}
            schema["discriminator"] = {**discriminator, "mapping": led}

    def _led(self, target: Json, at: Pointer) -> Json:
        """A name of a component stays one, where it is that of the whole."""
        is_reference = isinstance(target, str) and ("/" in target or target.endswith((".json", ".yaml", ".yml")))
        return self.bundle.led(self.file, at, str(target), SCHEMA) if is_reference else target


def _is_old(document: Json | Complaint) -> bool:
    return isinstance(document, dict) and str(document.get("openapi", "")).startswith("3.0")


def _put(whole: dict[str, Json], target: Pointer, value: Json) -> None:
    at = whole
    for part in target[:-1]:
        inner = at.setdefault(part, {})
        if not isinstance(inner, dict):
            return  # there is a complaint about it
        at = inner
    at[target[-1]] = value
