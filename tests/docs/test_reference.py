"""The reference says what the program says: generated pages are up to date, and every key of the file is there."""

import re
from collections.abc import Iterator
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import pytest

from adapters.config.defaults import DEFAULTS
from adapters.config.models_document import Document
from adapters.config.section import Section
from scripts.generate_reference import pages
from tests.docs.markdown import ROOT
from tests.docs.schema_forms import kind_at, words_at

# Defaults that depend on more than their own section, so that `limen effective` does not state them.
ELSEWHERE = {
    "identity.issuers.NAME.largest",
    "identity.issuers.NAME.claims.subject",
    "routes.NAME.credentials",
}
WITHOUT_LATER, _, LATER = (ROOT / "docs/reference/configuration.md").read_text().partition("## Not supported yet\n")

KINDS = ("duration", "size", "ratio", "whole number", "flag")


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_a_generated_page_is_up_to_date(page: Path) -> None:
    assert page.read_text() == pages()[page], "run `make reference`"


def test_every_key_of_the_file_is_described_and_no_other() -> None:
    assert _rows(WITHOUT_LATER) == sorted(_keys(Document))


def test_every_key_has_the_type_and_the_words_that_the_schema_has_for_it() -> None:
    """`limen schema` is made of the models, so what it says of a key holds."""
    other = []
    for path, kind, row in _cells(WITHOUT_LATER):
        if kind.startswith("as in"):
            continue
        held, words = kind_at(path), words_at(path)
        other += [f"{path} is a {held}"] if held != (kind if kind in KINDS else None) else []
        other += [f"{path} may be {word}" for word in sorted(words) if f"`{word}`" not in row] if len(words) > 1 else []
    assert other == []


def test_every_key_that_is_not_there_yet_is_named_as_such() -> None:
    assert _rows(LATER) == sorted(_later(Document))


def test_a_default_is_the_one_that_is_said_to_be_in_force() -> None:
    said = dict(re.findall(r"^\| `([^`]+)` \| [^|]* \| `([^`|]+)` \|", WITHOUT_LATER, re.MULTILINE))
    both = said.keys() & DEFAULTS.keys()
    assert len(both) > 50
    assert {key: said[key] for key in both} == {key: str(DEFAULTS[key]).strip('"') for key in both}
    assert sorted(said.keys() - DEFAULTS.keys() - ELSEWHERE) == []


def _rows(text: str) -> list[str]:
    """The first column of the tables that begin with `key`."""
    tables = re.findall(r"^\| key \|.*\n\|[-|]+\n((?:\|.*\n)+)", text, re.MULTILINE)
    return sorted(re.findall(r"^\| `([^`]+)` \|", "".join(tables), re.MULTILINE))


def _cells(text: str) -> Iterator[tuple[str, str, str]]:
    """Key, type and the whole row."""
    keys = set(_rows(text))
    for line in text.splitlines():
        found = re.match(r"\| `([^`]+)` \| (.*?) \|", line)
        if found and found[1] in keys:
            yield found[1], found[2], line


def _keys(section: type[Section], above: str = "") -> Iterator[str]:
    for name, field in section.model_fields.items():
        inner, path = _inside(field.annotation, above + (field.alias or name))
        yield from _keys(inner, f"{path}.") if inner else (path,)


def _later(section: type[Section], above: str = "") -> Iterator[str]:
    yield from (above + name for name in section.not_yet)
    for name, field in section.model_fields.items():
        inner, path = _inside(field.annotation, above + name)
        yield from _later(inner, f"{path}.") if inner else ()


def _inside(annotation: Any, path: str) -> tuple[type[Section] | None, str]:
    """The section below a key, if there is one, and the key's name: `targets[]` for a list, `routes.NAME` for names."""
    while get_origin(annotation) in (Annotated, Union, UnionType):
        annotation = next(one for one in get_args(annotation) if one is not NoneType)
    if isinstance(annotation, type) and issubclass(annotation, Section):
        return annotation, path
    if get_origin(annotation) is dict:
        return _inside(get_args(annotation)[1], f"{path}.NAME") if _holds_sections(annotation, 1) else (None, path)
    if get_origin(annotation) is tuple:
        return _inside(get_args(annotation)[0], f"{path}[]") if _holds_sections(annotation, 0) else (None, path)
    return None, path


def _holds_sections(annotation: Any, at: int) -> bool:
    held = get_args(annotation)[at]
    held = get_args(held)[0] if get_origin(held) is Annotated else held
    return isinstance(held, type) and issubclass(held, Section)
