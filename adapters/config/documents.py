"""A YAML document of ours: 1. characters, 2. YAML to a tree, 3. the tree to a model.

Each step needs the one before. Within a step every fault is reported, together with those of the steps before.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import ValidationError

from adapters.config.complaints import faults_of
from adapters.config.section import Section
from adapters.config.syntax import syntax_fault
from adapters.config.tree import Broken, Kind, Scalar, Table, Value, named
from adapters.config.yaml_tree import DEEPEST, TooDeep, TreeBuilder
from domain.spec.fault import Fault
from domain.spec.place import Place

Model = TypeVar("Model", bound=Section)

_NO_YAML = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # YAML 1.2.2, 5.1


def read_document(
    text: str, file: str, folder: Path, environment: Mapping[str, str] | None, model: type[Model]
) -> Model | tuple[Fault, ...]:
    """`file` names the text in faults; relative paths begin in `folder`. Without an environment `${` is just text."""
    text = text.removeprefix("\ufeff")
    wrong = _NO_YAML.search(text)
    if wrong:
        message = f"the character U+{ord(wrong[0]):04X} can't stand in YAML"
        return (Fault(place_in(text[: wrong.start()], file), "yaml-character", message, 'in quotes, as "\\u…"'),)
    builder = TreeBuilder(text, file, environment)
    root = _built(builder, Place(file, 1, 1), text, f"it begins with `{model.first_line}`")
    outcome = validated(root, folder, model) if isinstance(root, Table) else root
    if not isinstance(outcome, tuple) and not builder.faults:
        return outcome
    later = outcome if isinstance(outcome, tuple) else ()
    return tuple(sorted({*builder.faults, *later}, key=lambda fault: (fault.at, fault.code, fault.message)))


def validated(root: Table, folder: Path, model: type[Model]) -> Model | tuple[Fault, ...]:
    try:
        return model.model_validate(root, context=folder)
    except ValidationError as error:
        return tuple(faults_of(error, root, model))


def place_in(before: str, file: str) -> Place:
    """The place of what follows `before`."""
    return Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))


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
