"""From text to spec: 1. characters, 2. YAML to a tree, 3. the tree to models, 4. the models to the spec.

Each step needs the one before. Within a step every fault is reported, together with those of the steps before.
"""

import re
from collections.abc import Mapping
from pathlib import Path

import yaml
from pydantic import ValidationError

from adapters.config.complaints import faults_of
from adapters.config.models_document import Document
from adapters.config.syntax import syntax_fault
from adapters.config.tree import Broken, Kind, Scalar, Table, Value, named
from adapters.config.yaml_tree import DEEPEST, TooDeep, TreeBuilder
from domain.spec.fault import Fault
from domain.spec.place import Place
from domain.spec.spec import Spec

_NO_YAML = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # YAML 1.2.2, 5.1


def read_text(text: str, file: str, folder: Path, environment: Mapping[str, str]) -> Spec | tuple[Fault, ...]:
    """`file` names the text in faults; `folder` is where relative paths begin."""
    text = text.removeprefix("\ufeff")
    wrong = _NO_YAML.search(text)
    if wrong:
        message = f"the character U+{ord(wrong[0]):04X} can't stand in YAML"
        return (Fault(place_in(text[: wrong.start()], file), "yaml-character", message, 'in quotes, as "\\u…"'),)
    builder = TreeBuilder(text, file, environment)
    root = _built(builder, file, text)
    outcome = _validated(root, Place(file, 1, 1), folder) if isinstance(root, Table) else root
    if isinstance(outcome, Spec) and not builder.faults:
        return outcome
    later = outcome if isinstance(outcome, tuple) else ()
    return tuple(sorted({*builder.faults, *later}, key=lambda fault: (fault.at, fault.code, fault.message)))


def place_in(before: str, file: str) -> Place:
    """The place of what follows `before`."""
    return Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _built(builder: TreeBuilder, file: str, text: str) -> Table | tuple[Fault, ...]:
    start = Place(file, 1, 1)
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
        return (Fault(start, "file-empty", "nothing is written in the file", "it begins with `version: 1`"),)
    return (_no_mapping(root),)


def _no_mapping(root: Value) -> Fault:
    return Fault(root.at, "type-wrong", f"a mapping is expected here, not {named(root)}", "it begins with `version: 1`")


def _validated(root: Table, start: Place, folder: Path) -> Spec | tuple[Fault, ...]:
    try:
        return Document.model_validate(root, context=folder).spec(start)
    except ValidationError as error:
        return tuple(faults_of(error, root))
