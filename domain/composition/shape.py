"""Shapes: which fields of a value go out, and under which names. Pick, then drop, then rename, then wrap.

Fails closed: of what has no fields, a text or a number, `pick` leaves nothing. A name that a rename gives wins over one
that is there already. Values are made anew, never changed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from domain.composition.fields import FieldPath
from domain.composition.pointer import MISSING

Tree = dict[str, "Tree"]  # an empty one stands for all that is there


@dataclass(frozen=True, slots=True)
class Shape:
    pick: tuple[FieldPath, ...] = ()  # none: every field
    drop: tuple[FieldPath, ...] = ()
    rename: tuple[tuple[FieldPath, str], ...] = ()
    wrap: str | None = None  # the name below which the value stands
    meta: object = None  # beside it, below `meta`; None: nothing

    def __bool__(self) -> bool:
        return bool(self.pick or self.drop or self.rename or self.wrap)

    def applied(self, value: object) -> object:
        if self.pick:
            picked = _picked(value, tree_of(self.pick))
            value = None if picked is MISSING else picked
        for path in self.drop:
            value = _dropped(value, path)
        for path, name in self.rename:
            value = _renamed(value, path, name)
        if self.wrap is None:
            return value
        return {self.wrap: value, **({} if self.meta is None else {"meta": self.meta})}


def tree_of(paths: Iterable[FieldPath]) -> Tree:
    """Where a field and one below it are both named, all of the field is."""
    tree: Tree = {}
    for path in sorted(paths, key=len):
        _grow(tree, path)
    return tree


def _grow(tree: Tree, path: FieldPath) -> None:
    for place, name in enumerate(path):
        is_whole = name in tree and not tree[name]
        if is_whole:
            return
        tree = tree.setdefault(name, {})
        if place == len(path) - 1:
            tree.clear()


def _picked(value: object, tree: Tree) -> object:
    if not tree:
        return value
    if isinstance(value, list):
        return [kept for one in value if (kept := _picked(one, tree)) is not MISSING]
    if not isinstance(value, dict):
        return MISSING
    return dict(_kept(value, tree))


def _kept(value: Mapping[str, object], tree: Tree) -> Iterator[tuple[str, object]]:
    for name, below in value.items():
        if name in tree and (kept := _picked(below, tree[name])) is not MISSING:
            yield name, kept


def _dropped(value: object, path: FieldPath) -> object:
    if isinstance(value, list):
        return [_dropped(one, path) for one in value]
    if not isinstance(value, dict) or path[0] not in value:
        return value
    if len(path) == 1:
        return {name: below for name, below in value.items() if name != path[0]}
    return {name: _dropped(below, path[1:]) if name == path[0] else below for name, below in value.items()}


def _renamed(value: object, path: FieldPath, new: str) -> object:
    if isinstance(value, list):
        return [_renamed(one, path, new) for one in value]
    if not isinstance(value, dict) or path[0] not in value:
        return value
    if len(path) == 1:
        others = ((name, below) for name, below in value.items() if name != new or name == path[0])
        return {new if name == path[0] else name: below for name, below in others}
    return {name: _renamed(below, path[1:], new) if name == path[0] else below for name, below in value.items()}
