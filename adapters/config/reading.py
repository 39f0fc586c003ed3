"""From texts to the spec: each file a tree, the trees united, and what they say together as declared values."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from adapters.config.documents import in_order, tree_of, validated
from adapters.config.models_document import Document
from adapters.config.snapshot import Snapshot
from adapters.config.tree import Table
from adapters.config.uniting import united
from adapters.config.version import without_what_newer_files_may_hold
from adapters.config.yaml_folder import Written
from domain.spec.fault import Fault
from domain.spec.place import Place
from domain.spec.spec import Spec


def spec_of(files: Sequence[Written], at: Place, snapshot: Snapshot) -> Spec | tuple[Fault, ...]:
    """`at` is the place of the whole; what was read is kept in `snapshot`."""
    root, faults = tree_of_files(files, snapshot)
    if root is None:
        return in_order(faults)
    document = validated(root, snapshot, Document)
    if isinstance(document, Document) and not faults:
        return document.spec(at)
    found = document if isinstance(document, tuple) else ()
    return in_order(without_what_newer_files_may_hold([*faults, *found]))


def tree_of_files(files: Sequence[Written], snapshot: Snapshot) -> tuple[Table | None, list[Fault]]:
    """What could be read, whole; None where no file is a mapping."""
    roots: list[Table] = []
    faults: list[Fault] = []
    for file in files:
        if isinstance(file.text, Fault):
            faults.append(file.text)
            continue
        snapshot.keep_text(file.name, file.own, file.text)
        root, found = tree_of(file.text, file.name, snapshot.variables, Document.first_line)
        faults += found
        roots += [root] if root is not None else []
    if len(files) == 1:
        return (roots[0] if roots else None), faults
    return united(roots, Document, faults) if roots else None, faults


def read_text(text: str, file: str, folder: Path, environment: Mapping[str, str]) -> Spec | tuple[Fault, ...]:
    """`file` names the text in faults; `folder` is where relative paths begin."""
    return spec_of([Written(file, file, text)], Place(file, 1, 1), Snapshot(folder, environment))
