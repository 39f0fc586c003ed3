"""Sources of a resource's schemas: what was written for it becomes components, and references lead to them.

What was written is one document: `item`, and below `files` each file that it refers to, with references from its root.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any
from urllib.parse import unquote

from domain.spec.document import Pointer

_MAPS = frozenset(("properties", "patternProperties", "$defs", "definitions", "dependentSchemas"))
_VALUES = frozenset(("const", "enum", "default", "examples", "example"))  # plain values, whatever they look like
Fields = Mapping[str, Any]


def inside(value: Any, at: Pointer) -> Any:
    for part in at:
        value = value.get(part) if isinstance(value, dict) else None
    return value


def pointer_of(written: str) -> Pointer:
    """RFC 6901 in a fragment; none where it is no pointer."""
    parts = written.removeprefix("#").split("/")[1:] if written.startswith("#/") else ()
    return tuple(unquote(part).replace("~1", "/").replace("~0", "~") for part in parts)


def sources_of(written: Fields, name: str) -> dict[str, Pointer]:
    """Which components come of what was written: the item, and each file that it refers to."""
    led = pointer_of(str(written["item"].get("$ref", "")))
    root = led if len(led) == 2 and led[0] == "files" else ("item",)  # noqa: PLR2004  the whole of a file
    sources: dict[str, Pointer] = {name: root}
    for file in written.get("files", ()):
        if ("files", file) != root:
            sources[_free(_of_file(file), sources, name)] = ("files", file)
    return sources


def _of_file(file: str) -> str:
    """`LineItem` of `parts/line-item.schema.json`."""
    return "".join(
        part[:1].upper() + part[1:] for part in re.findall(r"[A-Za-z0-9]+", file.rpartition("/")[2].partition(".")[0])
    )


def _free(wanted: str, taken: Iterable[str], name: str) -> str:
    used = {*taken, f"New{name}", f"{name}Change", f"{name}Answer"}
    return next(one for number in count(1) if (one := wanted if number == 1 else f"{wanted}{number}") not in used)


@dataclass(frozen=True, slots=True)
class Moved:
    components: Mapping[Pointer, str]  # by where in what was written they stand

    def schema(self, value: Any, *, is_map: bool = False) -> Any:
        """One whose references lead to the components."""
        if isinstance(value, list):
            return [self.schema(one) for one in value]
        return dict(self._members(value, is_map=is_map)) if isinstance(value, dict) else value

    def _members(self, schema: Fields, *, is_map: bool) -> Iterator[tuple[str, Any]]:
        for key, one in schema.items():
            if not is_map and key in _VALUES:
                yield key, one
            elif not is_map and key == "$ref" and isinstance(one, str):
                yield key, self._led(one)
            else:
                yield key, self.schema(one, is_map=not is_map and key in _MAPS)

    def _led(self, written: str) -> str:
        at = pointer_of(written)
        for length in range(len(at) + 1):
            if at[:length] in self.components:
                rest = written.split("/")[1 + length :]
                return "/".join(("#/components/schemas", self.components[at[:length]], *rest))
        return written
