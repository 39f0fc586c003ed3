"""Components: the schemas that operations of several documents reach, gathered in one and named without a clash.

Two schemas are one where they have the same name and say the same, and so does all that they refer to. Where schemas of
one name say different things, each is called after its document, `orders.Order` and `users.Order`: neither takes the
plain name, so that no name changes what it stands for when another upstream comes (docs/decisions/0131). The order
of routes plays no part.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from application.description import carrying
from application.description.origins import Origin, Origins, called
from application.description.references import ANCHOR, DYNAMIC_ANCHOR, DYNAMIC_REF, Members, Turn, pointer_of, turned
from application.description.shaped import uses_of
from domain.spec.document import Document, Json

SCHEMAS = "#/components/schemas/"


@dataclass(frozen=True, slots=True)
class Component:
    value: Json
    uses: frozenset[str]  # the names of those that it refers to


@dataclass(slots=True)
class Gathered:
    """Every schema that is reached from what is given to `take`."""

    origins: Origins = field(default_factory=Origins)
    reached: dict[Origin, tuple[Origin, ...]] = field(default_factory=dict)  # in the order of a schema with sorted keys

    def take(self, document: Document, operation: Mapping[str, Json]) -> None:
        waiting: list[Origin] = []
        carrying.operation(operation, self._noting(document, waiting))
        while waiting:
            origin = waiting.pop()
            if origin not in self.reached:
                found: list[Origin] = []
                turned(self.origins.sorted_schema(origin), self._noting(origin.document, found))
                self.reached[origin] = tuple(found)
                waiting.extend(found)

    def _noting(self, document: Document, found: list[Origin]) -> Turn:
        def note(keyword: str, word: str) -> str:
            if keyword not in (ANCHOR, DYNAMIC_ANCHOR):
                found.append(self.origins.found(document, word, keyword)[0])
            return word

        return note

    def named(self, taken: Iterable[str] = ()) -> "Components":
        """`taken` are names that somebody else has."""
        return Components(self.origins, _names(self, frozenset(taken)))


@dataclass(slots=True)
class Components:
    """The schemas under their names."""

    origins: Origins
    names: Mapping[Origin, str]
    schemas: dict[str, Component] = field(init=False, default_factory=dict)
    _prefixes: dict[Document, str] = field(init=False, default_factory=dict)  # of dynamic anchors

    def __post_init__(self) -> None:
        for document in sorted({origin.document for origin in self.names}, key=lambda document: document.uri):
            self._prefixes[document] = _free(called(document.uri), frozenset(self._prefixes.values()))
        for origin, name in sorted(self.names.items(), key=lambda pair: (pair[1], pair[0].order)):
            if name not in self.schemas:
                uses: set[str] = set()
                value = turned(self.origins.schema(origin), self._naming(origin.document, uses))
                self.schemas[name] = Component(value, frozenset(uses))

    def operation(self, document: Document, value: Mapping[str, Json]) -> tuple[Members, frozenset[str]]:
        """An operation as it reads here, and the components that it uses."""
        uses: set[str] = set()
        return carrying.operation(value, self._naming(document, uses)), frozenset(uses)

    def at(self, reference: str) -> Json:
        """What stands there; anything, where nothing does."""
        name, *below = pointer_of(reference)[2:] or ("",)
        found = self.schemas[name].value if name in self.schemas else {}
        for step in below:
            found = found.get(step, {}) if isinstance(found, dict) else {}
        return found

    def used_in(self, value: Json) -> set[str]:
        """By an operation that is named already, also where references of it were written out."""
        return uses_of(value, SCHEMAS)

    def reached(self, uses: Iterable[str]) -> dict[str, Json]:
        """The components that are used, and those that these use, by name."""
        found: set[str] = set()
        waiting = list(uses)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting.extend(self.schemas[name].uses)
        return {name: self.schemas[name].value for name in sorted(found)}

    def _naming(self, document: Document, uses: set[str]) -> Turn:
        prefix = self._prefixes.get(document, called(document.uri))

        def name(keyword: str, word: str) -> str | None:
            if keyword == ANCHOR:
                return None  # whoever referred to it refers by its place now
            if keyword == DYNAMIC_ANCHOR:
                return f"{prefix}.{word}"
            origin, below = self.origins.found(document, word, keyword)
            uses.add(self.names[origin])
            if keyword == DYNAMIC_REF and self.origins.is_anchor(document, word):
                return f"#{prefix}.{word[1:]}"
            return f"{SCHEMAS}{self.names[origin]}{below}"

        return name


def _names(gathered: Gathered, taken: frozenset[str]) -> dict[Origin, str]:
    by_plain: dict[str, dict[int, list[Origin]]] = {}
    for origin, kind in _kinds(gathered).items():
        by_plain.setdefault(origin.plain, {}).setdefault(kind, []).append(origin)
    clear = {plain for plain, kinds in by_plain.items() if len(kinds) == 1 and plain not in taken}
    names = {origin: plain for plain in clear for (alike,) in (by_plain[plain].values(),) for origin in alike}
    used = taken | clear
    for plain in sorted(by_plain.keys() - clear):
        kinds = by_plain[plain]
        for kind in sorted(kinds, key=lambda kind: (min(one.order for one in kinds[kind]), kind)):
            name = _free(f"{_qualifier(kinds[kind])}.{plain}", used)
            used |= {name}
            names |= dict.fromkeys(kinds[kind], name)
    return names


def _qualifier(alike: Sequence[Origin]) -> str:
    return called(min(alike, key=lambda origin: origin.order).document.uri)


def _free(name: str, used: frozenset[str]) -> str:
    numbered = (f"{name}-{number}" for number in range(2, len(used) + 3))
    return next(one for one in (name, *numbered) if one not in used)


def _kinds(gathered: Gathered) -> dict[Origin, int]:
    """Which schemas are one: those that nothing tells apart, however far their references are followed."""
    said = {origin: (origin.plain, _said(gathered.origins, origin)) for origin in gathered.reached}
    kinds = _numbered(said)
    while True:
        finer = _numbered(
            {origin: (kinds[origin], *(kinds[one] for one in uses)) for origin, uses in gathered.reached.items()}
        )
        if len(set(finer.values())) == len(set(kinds.values())):
            return finer
        kinds = finer


def _numbered(told: Mapping[Origin, tuple[int | str, ...]]) -> dict[Origin, int]:
    """By what is told, not by who came first."""
    numbers = {one: number for number, one in enumerate(sorted(set(told.values())))}
    return {origin: numbers[one] for origin, one in told.items()}


def _said(origins: Origins, origin: Origin) -> str:
    """A schema without what its references lead to; what rests on dynamic anchors is of its own document alone."""
    is_dynamic = False

    def below(keyword: str, word: str) -> str | None:
        nonlocal is_dynamic
        is_dynamic = is_dynamic or keyword in (DYNAMIC_ANCHOR, DYNAMIC_REF)
        if keyword in (ANCHOR, DYNAMIC_ANCHOR):
            return None if keyword == ANCHOR else word
        return origins.found(origin.document, word, keyword)[1]

    text = json.dumps(turned(origins.sorted_schema(origin), below), sort_keys=True)
    return f"{called(origin.document.uri)} {text}" if is_dynamic else text
