"""The reference says what the program says: generated pages are up to date, and every key of the file is there."""

import re
from collections.abc import Iterator
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import pytest

from adapters.config.models_document import Document
from adapters.config.section import Section
from domain.message.reason import CATALOGUE
from scripts.generate_reference import WHEN, pages
from tests.docs.markdown import ROOT

WITHOUT_LATER, _, LATER = (ROOT / "docs/reference/configuration.md").read_text().partition("## Not supported yet\n")


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_a_generated_page_is_up_to_date(page: Path) -> None:
    assert page.read_text() == pages()[page], "run `make reference`"


def test_every_reason_has_its_when_and_there_is_no_other() -> None:
    assert WHEN.keys() == CATALOGUE.keys()


def test_every_key_of_the_file_is_described_and_no_other() -> None:
    assert _rows(WITHOUT_LATER) == sorted(_keys(Document))


def test_every_key_that_is_not_there_yet_is_named_as_such() -> None:
    assert _rows(LATER) == sorted(_later(Document))


def _rows(text: str) -> list[str]:
    """The first column of the tables that begin with `key`."""
    tables = re.findall(r"^\| key \|.*\n\|[-|]+\n((?:\|.*\n)+)", text, re.MULTILINE)
    return sorted(re.findall(r"^\| `([^`]+)` \|", "".join(tables), re.MULTILINE))


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
