"""What the schema cannot be made of is said at once, and not left out."""

from typing import Annotated

import pytest
from pydantic import PlainValidator

from adapters.config.schema.walk import Walk
from adapters.config.section import Section
from adapters.config.tree import Value


def read_colour(value: Value) -> str:
    return str(value)


class PaintModel(Section):
    colour: Annotated[str, PlainValidator(read_colour)]


class WallModel(Section):
    height: int


@pytest.mark.parametrize(
    ("model", "key", "said"), [(PaintModel, "colour", "`read_colour`"), (WallModel, "height", "int")]
)
def test_a_value_without_a_form_is_named(model: type[Section], key: str, said: str) -> None:
    with pytest.raises(LookupError, match=said):
        Walk({model: {key: ("What it is.",)}}, {}, {}).section(model)


def test_a_key_that_nobody_explains_is_named() -> None:
    with pytest.raises(LookupError, match=r"PaintModel\.colour"):
        Walk({}, {}, {}).section(PaintModel)


def test_sections_of_one_name_are_told_apart_by_their_files() -> None:
    walk = Walk({PaintModel: {"": ("Paint.",)}}, {}, {})
    walk.definitions["paint"] = {}
    assert walk._free_name(PaintModel) == "test-walk-paint"
