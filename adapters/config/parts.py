"""Parts: JSON that was written in the file or beside it, put together to one document that knows its places."""

from collections.abc import Callable
from dataclasses import dataclass, field

from adapters.config.json_body import Json, as_json
from adapters.config.tree import Listing, Table, Value
from domain.spec.document import Document, Pointer
from domain.spec.place import Place
from domain.spec.place_map import PlaceMap


@dataclass(frozen=True, slots=True)
class Part:
    """`at` is where its key stands, as far as it has one."""

    value: Json
    at: Place
    places: dict[Pointer, Place] = field(default_factory=dict)

    @property
    def all_places(self) -> dict[Pointer, Place]:
        return {(): self.at, **self.places}


def written(value: Value) -> Part:
    """Raises Refused."""
    places: dict[Pointer, Place] = {}
    _mark(value, (), places)
    return Part(as_json(value), value.at, places)


def object_of(at: Place, **members: Part | None) -> Part:
    """One of its members; None: without it."""
    return mapping_of(at, {key: one for key, one in members.items() if one is not None})


def mapping_of(at: Place, members: dict[str, Part]) -> Part:
    places = {(key, *pointer): place for key, one in members.items() for pointer, place in one.all_places.items()}
    return Part({key: one.value for key, one in members.items()}, at, places)


def list_of(at: Place, items: list[Part]) -> Part:
    numbered = mapping_of(at, {str(number): one for number, one in enumerate(items)})
    return Part([one.value for one in items], at, numbered.places)


def document_of(uri: str, part: Part) -> Document:
    assert isinstance(part.value, dict)  # noqa: S101  made by mapping_of
    return Document(uri, part.value, PlaceMap(part.at, part.places))


def _mark(value: Value, at: Pointer, places: dict[Pointer, Place]) -> None:
    if isinstance(value, Table):
        for key, one in value.items():
            places[*at, str(key)] = key.at
            _mark(one, (*at, str(key)), places)
    elif isinstance(value, Listing):
        for number, one in enumerate(value):
            places[*at, str(number)] = one.at
            _mark(one, (*at, str(number)), places)


Read = Callable[[Value], Part]
