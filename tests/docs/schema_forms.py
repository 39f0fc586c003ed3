"""The forms that the schema has for the keys of the reference: by the paths there, in the words that it uses."""

from collections.abc import Iterator
from typing import Any

from adapters.config.schema.document import schema

SCHEMA = schema()
_KINDS = {"a duration": "duration", "a size": "size", "a ratio": "ratio"}  # by what their patterns say


def kind_at(path: str) -> str | None:
    """`duration`, `size`, `ratio`, `whole number` or `flag`; None where it is something else."""
    forms = list(_alternatives(_at(path)))
    for form in forms:
        hint = form.get("patternErrorMessage", "")
        for begins, kind in _KINDS.items():
            if hint.startswith(begins):
                return kind
        if form.get("type") == "integer":
            return "whole number"
    return "flag" if [form.get("type") for form in forms] == ["boolean", "string"] else None


def words_at(path: str) -> set[str]:
    """The few that may stand there, where they are few; also in a list. Requirements have a table of their own."""
    at = _at(path)
    forms = [] if at.get("$ref") == "#/$defs/requirement" else list(_alternatives(at))
    inner = [form for one in forms if "items" in one for form in _alternatives(one["items"])]
    return {word for form in (*forms, *inner) for word in form.get("enum", ())}


def _at(path: str) -> dict[str, Any]:
    form: dict[str, Any] = SCHEMA
    for step in path.split("."):
        above = form
        if step == "NAME":
            form = next(one["additionalProperties"] for one in _alternatives(above) if "additionalProperties" in one)
            continue
        form = next(
            one["properties"][step[:-2] if "[]" in step else step]
            for one in _alternatives(above)
            if "properties" in one
        )
        if step.endswith("[]"):
            form = next(one["items"] for one in _alternatives(form) if "items" in one)
    return form


def _alternatives(form: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if "$ref" in form:
        yield from _alternatives(SCHEMA["$defs"][form["$ref"].removeprefix("#/$defs/")])
    elif "anyOf" in form:
        for one in form["anyOf"]:
            yield from _alternatives(one)
    else:
        yield form
