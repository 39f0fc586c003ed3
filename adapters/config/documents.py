"""A YAML document of ours: 1. characters, 2. YAML to a tree, 3. the tree to a model.

Each step needs the one before. Within a step every fault is reported, together with those of the steps before.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TypeVar

import yaml
from pydantic import ValidationError

from adapters.config.complaints import faults_of
from adapters.config.section import Section
from adapters.config.snapshot import Snapshot
from adapters.config.syntax import syntax_fault
from adapters.config.tree import Broken, Kind, Scalar, Table, Value, named
from adapters.config.yaml_tree import DEEPEST, TooDeep, TreeBuilder
from domain.spec.fault import Fault
from domain.spec.place import Place

Model = TypeVar("Model", bound=Section)

BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # YAML 1.1's; libyaml counts them all
MOST_UNSEEN = 20  # of a file are told
_NO_YAML = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # YAML 1.2.2, 5.1
# Marks of direction and their ends, blanks without width, joiners, soft hyphens, line ends that few editors show.
_UNSEEN = re.compile(
    "[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\x85]"
)


def read_document(text: str, file: str, snapshot: Snapshot, model: type[Model]) -> Model | tuple[Fault, ...]:
    """A document of one file, which has no variables: `${` is just text. `file` names it in faults."""
    root, faults = tree_of(text, file, None, model.first_line)
    outcome = validated(root, snapshot, model) if root is not None else ()
    if not isinstance(outcome, tuple) and not faults:
        return outcome
    return in_order([*faults, *(outcome if isinstance(outcome, tuple) else ())])


def tree_of(
    text: str, file: str, environment: Mapping[str, str] | None, first_line: str
) -> tuple[Table | None, list[Fault]]:
    """Without an environment `${` is just text. No tree: then there is a fault."""
    text = text.removeprefix("\ufeff")
    wrong = _NO_YAML.search(text)
    if wrong:
        message = f"the character U+{ord(wrong[0]):04X} can't stand in YAML"
        at = place_in(text[: wrong.start()], file)
        return None, [Fault(at, "yaml-character", message, 'in quotes, as "\\u…"')]
    builder = TreeBuilder(text, file, environment)
    root = _built(builder, Place(file, 1, 1), text, f"it begins with `{first_line}`")
    faults = [*_invisible(text, file), *builder.faults, *(root if isinstance(root, tuple) else ())]
    return (root if isinstance(root, Table) else None), faults


def _invisible(text: str, file: str) -> Iterator[Fault]:
    """What a reviewer reads is what the gateway reads (CVE-2021-42574)."""
    for found in islice(_UNSEEN.finditer(text), MOST_UNSEEN) if not text.isascii() else ():
        message = f"the character U+{ord(found[0]):04X} is one that nobody sees, or that turns the order of others"
        hint = f'leave it out, or write it as "\\u{ord(found[0]):04x}" in quotes'
        yield Fault(place_in(text[: found.start()], file), "yaml-invisible", message, hint)


def validated(root: Table, snapshot: Snapshot, model: type[Model]) -> Model | tuple[Fault, ...]:
    try:
        return model.model_validate(root, context=snapshot)
    except ValidationError as error:
        return tuple(faults_of(error, root, model))


def in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Each once, in the order of the files."""
    return tuple(sorted(set(faults), key=lambda fault: (fault.at, fault.code, fault.message)))


def place_in(before: str, file: str) -> Place:
    """The place of what follows `before`, by the line ends that the parser knows."""
    lines = BREAK.split(before)
    return Place(file, len(lines), len(lines[-1]) + 1)


def _built(builder: TreeBuilder, start: Place, text: str, hint: str) -> Table | tuple[Fault, ...]:
    try:
        root = builder.build()
    except TooDeep as deep:
        return (
            Fault(deep.at, "yaml-deep", f"more than {DEEPEST} levels below each other", "a config needs about ten"),
        )
    except yaml.YAMLError as error:
        return (syntax_fault(error, start, text),)
    if isinstance(root, Table | Broken):
        return root if isinstance(root, Table) else ()
    if root is None or (isinstance(root, Scalar) and root.kind is Kind.NULL):
        return (Fault(start, "file-empty", "nothing is written in the file", hint),)
    return (_no_mapping(root, hint),)


def _no_mapping(root: Value, hint: str) -> Fault:
    return Fault(root.at, "type-wrong", f"a mapping is expected here, not {named(root)}", hint)
