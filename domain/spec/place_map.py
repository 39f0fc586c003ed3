"""Where the values of a document were written, by pointer; of what has no place of its own, what is around it."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.spec.document import Pointer
from domain.spec.place import Place


@dataclass(frozen=True, slots=True, eq=False)
class PlaceMap:
    start: Place
    places: Mapping[Pointer, Place]

    def __call__(self, pointer: Pointer) -> Place:
        for end in range(len(pointer), 0, -1):
            found = self.places.get(pointer[:end])
            if found is not None:
                return found
        return self.start
