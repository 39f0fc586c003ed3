"""Shapes and parts in words, for whoever asks what a route does."""

from collections.abc import Iterator

from domain.composition.fields import FieldPath
from domain.plan.composed import Composed, Shaping


def shape_told(shaping: Shaping) -> str:
    """`only id, name; without items.email; mail as email; below data`."""
    return "; ".join(_told(shaping)) + f"; up to {shaping.limit} bytes of JSON"


def parts_told(composed: Composed) -> str:
    """`profile from users, orders from orders (optional)`."""
    parts = composed.composition.parts
    return ", ".join(f"{one.name} from {one.upstream}{' (optional)' if one.is_optional else ''}" for one in parts)


def _told(shaping: Shaping) -> Iterator[str]:
    shape = shaping.shape
    if shape.pick:
        yield f"only {', '.join(map(_path, shape.pick))}"
    if shape.drop:
        yield f"without {', '.join(map(_path, shape.drop))}"
    for path, name in shape.rename:
        yield f"{_path(path)} as {name}"
    if shape.wrap is not None:
        yield f"below {shape.wrap}"


def _path(path: FieldPath) -> str:
    return ".".join(path)
