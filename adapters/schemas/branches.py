"""Of several kinds (`anyOf`, `oneOf`) the one that was meant: what is of another type was not.

`{anyOf: [{type: string, maxLength: 3}, {type: null}]}` is how generators write what may be null; whoever sends a long
text is told of its length, and whoever sends a number which types there are. Where several kinds remain, nobody knows.
"""

from collections.abc import Iterator
from typing import Any

from adapters.schemas.sentences import of_types, sentence
from domain.contract.schema import Violation

_CHOICES = ("anyOf", "oneOf")
_DEEPEST = 8  # choices in choices; a recursive schema has as many as its value is deep


def violations_of(error: Any, deep: int = 0) -> Iterator[Violation]:
    kind = error.kind
    if kind.name not in _CHOICES or deep == _DEEPEST:
        yield _violation(error)
        return
    branches = list(getattr(kind, "context", ()))
    meant = [branch for branch in branches if not _is_of_another_type(branch, error)]
    if len(meant) == 1:
        for one in meant[0]:
            yield from violations_of(one, deep + 1)
    elif branches and not meant:
        types = (one for branch in branches for error in branch for one in _types(error))
        yield _violation(error, of_types(types))
    else:
        yield _violation(error)


def _is_of_another_type(branch: Any, error: Any) -> bool:
    here = len(error.instance_path)
    return any(one.kind.name == "type" and len(one.instance_path) == here for one in branch)


def _types(error: Any) -> Any:
    return error.kind.as_dict()["types"] if error.kind.name == "type" else ()


def _violation(error: Any, said: str = "") -> Violation:
    pointer = "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in error.instance_path)
    return Violation(pointer, said or sentence(error.kind), error.kind.name)
