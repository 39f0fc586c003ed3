"""Uniting: what several say of one thing, in one: an upstream and the gateway of a status, two routes of an operation.

What both say stands once; of a media type that both use, either's schema will do.
"""

from collections.abc import Iterable, Sequence
from typing import cast

from application.description.markdown import paragraphs
from application.description.references import Members
from domain.spec.document import Json


def responses(several: Sequence[Members]) -> Members:
    """Of all the answers that can come with one status."""
    if len(several) == 1:
        return several[0]
    descriptions = dict.fromkeys(str(one.get("description", "")) for one in several)
    found: Members = {"description": paragraphs(*descriptions)}
    for key in ("headers", "links"):
        found |= _joined(key, several)
    contents = [cast(Members, one["content"]) for one in several if one.get("content")]
    if contents:
        found["content"] = content(contents)
    return found


def content(several: Sequence[Members]) -> Members:
    found: dict[str, list[Members]] = {}
    for one in several:
        for media, terms in one.items():
            found.setdefault(media, []).append(cast(Members, terms))
    return {media: _media(terms) for media, terms in found.items()}


def _media(several: Sequence[Members]) -> Members:
    if len(several) == 1:
        return several[0]
    first: Members = {}
    for one in reversed(several):
        first |= one
    examples = _joined("examples", several)
    found = {key: value for key, value in first.items() if key not in ("schema", "example", "examples")}
    if all("schema" in one for one in several):
        found["schema"] = schema([one["schema"] for one in several])
    if examples:
        found |= examples
    elif "example" in first:
        found["example"] = first["example"]
    return found


def schema(several: Iterable[Json]) -> Json:
    listed = list(several)
    different = [one for number, one in enumerate(listed) if one not in listed[:number]]
    return different[0] if len(different) == 1 else {"anyOf": different}


def _joined(key: str, several: Sequence[Members]) -> Members:
    """Of one name the first counts."""
    found: Members = {}
    for one in reversed(several):
        found |= cast(Members, one.get(key) or {})
    return {key: found} if found else {}


def parameters(several: Sequence[tuple[Members, ...]]) -> list[Members]:
    """Of parameters that operations take in turn: required is what each of them requires."""
    found: dict[tuple[str, str], list[Members]] = {}
    for taken in several:
        for one in taken:
            found.setdefault(_key(one), []).append(one)
    return [_parameter(each, is_of_all=len(each) == len(several)) for each in found.values()]


def _key(one: Members) -> tuple[str, str]:
    place, name = str(one["in"]), str(one["name"])
    return place, name.lower() if place == "header" else name


def _parameter(several: Sequence[Members], *, is_of_all: bool) -> Members:
    first = dict(several[0])
    first.pop("required", None)
    if len(several) > 1 and all("schema" in one for one in several):
        first["schema"] = schema(one["schema"] for one in several)
    is_required = is_of_all and all(one.get("required") for one in several)
    return {**first, "required": True} if is_required else first


def bodies(several: Sequence[Members], *, may_be_none: bool) -> Members:
    found = {**several[0], "content": content([cast(Members, one["content"]) for one in several])}
    found.pop("required", None)
    is_required = not may_be_none and all(one.get("required") for one in several)
    return {**found, "required": True} if is_required else found
