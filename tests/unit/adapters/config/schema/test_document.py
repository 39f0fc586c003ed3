"""The schema, key by key: told to the reader, valid by its own rules, and taking what the model of the key takes."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from adapters.config.models_document import Document
from adapters.config.schema.document import DIALECT, SAID, schema, walked
from adapters.config.section import Section
from adapters.config.shapes import Refused
from adapters.config.snapshot import Snapshot
from adapters.config.yaml_tree import TreeBuilder
from tests.property.bending import EXAMPLES, VALUES
from tests.property.beyond import MOSTLY, NEVER
from tests.property.editor import validator
from tests.property.test_schema import folder  # noqa: F401  a fixture

SCHEMA = schema()
NAMES = walked().names
KEYS = [(model, key) for model in SAID for key in SAID[model] if key]


def properties(form: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every key that stands anywhere in the schema, and its form."""
    if isinstance(form, dict):
        yield from ((f"{path}.{key}", below) for key, below in form.get("properties", {}).items())
        for name, below in form.items():
            yield from properties(below, f"{path}.{name}")
    elif isinstance(form, list):
        for below in form:
            yield from properties(below, path)


def codes_of(model: type[Section], key: str, value: Any, beside: Path) -> set[str]:
    """What the model finds wrong with one of its keys, whatever else it misses."""
    builder = TreeBuilder(json.dumps({key: value}, ensure_ascii=False), "here", {})
    found: set[str] = set()
    try:
        model.model_validate(builder.build(), context=Snapshot(beside, {}))
    except ValidationError as error:
        found = {code for one in error.errors() if one["loc"][:1] == (key,) for code in _codes(one)}
    known = {fault.code for fault in builder.faults}
    return known or found  # of a value that is broken already, what else pydantic says of it is not told either


def _codes(error: ErrorDetails) -> list[str]:
    """What is wrong in another file is not the schema's."""
    refusal = error.get("ctx", {}).get("error")
    if not isinstance(refusal, Refused):
        return [error["type"]]
    return [fault.code for fault in refusal.faults if fault.at.file == "here"]


def test_it_is_a_schema_of_its_dialect() -> None:
    assert SCHEMA["$schema"] == DIALECT
    Draft202012Validator.check_schema(SCHEMA)


def test_every_key_says_what_it_is_for_with_an_example() -> None:
    told = list(properties(SCHEMA))
    assert len(told) > 200
    assert [
        path for path, form in told if not form.get("description", "").endswith((".", ")")) or not form["examples"]
    ] == []
    assert [
        path for path, form in SCHEMA["$defs"].items() if "properties" in form and not form.get("description")
    ] == []


def test_every_section_of_the_file_is_told_and_no_other() -> None:
    assert set(NAMES) == set(SAID)
    assert {(model, field.alias or name) for model in NAMES for name, field in model.model_fields.items()} == set(KEYS)


def test_no_key_is_taken_that_is_unknown() -> None:
    forms = [SCHEMA, *SCHEMA["$defs"].values()]
    assert [form for form in forms if "properties" in form and form.get("additionalProperties") is not False] == []


def test_every_example_is_taken_by_its_own_key(folder: Path) -> None:  # noqa: F811
    for path, form in properties(SCHEMA):
        taken = Draft202012Validator({**form, "$defs": SCHEMA["$defs"]})
        assert [(path, one) for one in form["examples"] if not taken.is_valid(one)] == []
    for model, key in KEYS:
        for one in SAID[model][key][1:]:
            assert codes_of(model, key, one, folder) <= {"env-missing"}, (model, key, one)


@pytest.mark.parametrize(("model", "key"), KEYS, ids=lambda part: getattr(part, "__name__", part))
def test_a_key_takes_what_its_model_takes(model: type[Section], key: str, folder: Path) -> None:  # noqa: F811
    section = SCHEMA if model is Document else SCHEMA["$defs"][NAMES[model]]
    form = section["properties"][key]
    taking = validator().evolve(schema={**form, "$defs": SCHEMA["$defs"]})
    for value in [*VALUES, *EXAMPLES]:
        codes = codes_of(model, key, value, folder)
        if not codes - NEVER.keys():
            assert taking.is_valid(value), (value, codes)
        if codes - NEVER.keys() - MOSTLY.keys():
            assert not taking.is_valid(value), (value, codes)
