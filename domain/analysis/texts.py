"""Texts: the few that have to be tried for what is compared with texts, with patterns, and with each other.

Variables that are compared with each other, by way of others too, form a group that shares its texts: every text that
one of them is compared with, its words, the texts of the globs' ways, and as many further ones as the group has
variables, so that all may differ.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations, count, islice

from domain.analysis.glob_words import glob_words
from domain.analysis.variable import Kind, Names, Scope, Variable, operands_of, variables_of
from domain.message.headers import read_alike
from domain.permissions.claim import ClaimIs
from domain.permissions.comparison import Comparison, Contains, Matches
from domain.permissions.glob import Glob
from domain.permissions.header import HeaderIs
from domain.permissions.operand import Literal, Scalar
from domain.permissions.policy import ClaimEquals, Policy

LONGEST_NUMBER = 20  # digits; longer ones are not compared with texts
MOST_WORDS = 6  # that are put together to texts and lists; beyond them not every one is tried


@dataclass(slots=True)
class Group:
    """What the variables of a group are compared with."""

    variables: dict[Variable, None] = field(default_factory=dict)  # in the order met, so that answers are the same
    literals: dict[str | int | bool, None] = field(default_factory=dict)  # in order; True and 1 are kept apart below
    flags: set[bool] = field(default_factory=set)
    globs: set[Glob] = field(default_factory=set)
    lists: dict[Variable, int] = field(default_factory=dict)  # how many things are asked to be in it

    def add(self, other: "Group") -> None:
        self.variables = {**other.variables, **self.variables}
        self.literals = {**other.literals, **self.literals}  # the other came before
        self.flags |= other.flags
        self.globs |= other.globs
        for variable, number in other.lists.items():
            self.lists[variable] = self.lists.get(variable, 0) + number


@dataclass(frozen=True, slots=True)
class Texts:
    texts: tuple[str, ...]
    numbers: tuple[int, ...]
    flags: tuple[bool, ...]
    lists_of: Mapping[Variable, int]
    is_complete: bool


def grouped(atoms: Iterable[tuple[Policy, Names]], scope: Scope) -> dict[Variable, Texts]:
    group_of: dict[Variable, Group] = {}
    for atom, names in atoms:
        found = _of_atom(atom, variables_of(atom, names, scope) or ())
        for text in _given(found.variables, scope):
            _add_literal(found, text)
        met = {id(group_of[variable]): group_of[variable] for variable in found.variables if variable in group_of}
        for group in met.values():
            found.add(group)
        group_of.update(dict.fromkeys(found.variables, found))
    made = {id(group): _texts_of(group) for group in group_of.values()}
    return {variable: made[id(group)] for variable, group in group_of.items()}


def _given(variables: Iterable[Variable], scope: Scope) -> Iterator[str]:
    """What is said of places and headers already, so that what is compared with them can be the same."""
    places = dict(scope.places)
    for variable in variables:
        if variable.kind is Kind.PLACE:
            yield from places.get(variable.name, ())
        if variable.kind is Kind.HEADER:
            values = [value for name, value in scope.headers if read_alike(name).decode() == variable.name]
            yield from (value.decode("utf-8", "surrogateescape") for value in values)


def _of_atom(atom: Policy, variables: tuple[Variable, ...]) -> Group:
    found = Group(dict.fromkeys(variables))
    if isinstance(atom, ClaimEquals):
        _add_literal(found, atom.value)
    if isinstance(atom, ClaimIs | HeaderIs):
        _add_comparison(found, atom.comparison, variables[0])
    return found


def _add_comparison(found: Group, comparison: Comparison, of: Variable) -> None:
    for operand in operands_of(comparison):
        if isinstance(operand, Literal):
            _add_literal(found, operand.value)
    if isinstance(comparison, Contains):
        found.lists[of] = 1
    if isinstance(comparison, Matches):
        found.globs.add(comparison.glob)


def _add_literal(found: Group, value: Scalar) -> None:
    if isinstance(value, bool):
        found.flags.add(value)
    else:
        found.literals[value] = None


def _texts_of(group: Group) -> Texts:
    written = [one for one in group.literals if isinstance(one, str)]
    written += [word for one in written for word in one.split(" ") if group.lists and word]  # may be asked to be in it
    numbers = [one for one in group.literals if not isinstance(one, str)]
    globs = glob_words(group.globs, len(group.variables))
    texts = dict.fromkeys((*written, *map(str, numbers), *globs.texts))
    fresh = (word for number in count(1) if (word := f"other{number}") not in texts)
    texts.update(dict.fromkeys(islice(fresh, len(group.variables))))
    is_complete = globs.is_complete
    if group.lists:
        words = [word for word in texts if word and " " not in word]
        is_complete = is_complete and len(words) <= MOST_WORDS + len(group.variables) and not group.globs
        longest = min(max(*group.lists.values(), 2), MOST_WORDS)  # two words are never one of them
        texts[""] = None  # has no word
        for size in range(2, longest + 1):
            texts.update(dict.fromkeys(" ".join(chosen) for chosen in combinations(words[:MOST_WORDS], size)))
    digits = [int(text) for text in texts if _is_whole(text)] if len(group.variables) > 1 else []
    further = (number for number in count(1) if number not in numbers and number not in digits)
    return Texts(
        tuple(texts),
        numbers=tuple(dict.fromkeys((*numbers, *digits, *islice(further, 1)))) if numbers or digits else (),
        flags=(True, False) if group.flags else (),
        lists_of=group.lists,
        is_complete=is_complete,
    )


def _is_whole(text: str) -> bool:
    digits = text.removeprefix("-")
    return len(text) < LONGEST_NUMBER and digits.isascii() and digits.isdigit() and str(int(text)) == text
