"""Compiles shapes: which fields go out, and under which names; of a part, or of a route's own answers."""

from collections.abc import Iterable

from domain.composition.fields import FieldPath, parse_field
from domain.composition.shape import Shape
from domain.message.edits import Edits
from domain.plan.composed import Shaping
from domain.spec.composition import PASS, FieldsSpec, ShapeSpec
from domain.spec.fault import Fault
from domain.spec.place import Text
from domain.spec.route import RouteSpec

# Parts of an answer, and codings of one, have no fields: they are not asked for.
WHOLE_AND_PLAIN = Edits(frozenset((b"accept-encoding", b"range", b"if-range")), ((b"accept-encoding", b"identity"),))
_META = "meta"


def compile_fields(spec: FieldsSpec, faults: list[Fault]) -> Shape:
    return Shape(
        pick=_paths(spec.pick, faults),
        drop=_paths(spec.drop, faults),
        rename=tuple((path, new.text) for old, new in spec.rename if (path := compile_field(old, faults)) is not None),
    )


def compile_field(text: Text, faults: list[Fault]) -> FieldPath | None:
    path = parse_field(text.text)
    if not path:
        hint = "like `name`, `address.city`, or `/a.b/c` where a name has dots"
        faults.append(Fault(text.at, "field-malformed", f"`{text}` names no field", hint))
        return None
    return path


def compile_shaping(route: RouteSpec, faults: list[Fault]) -> Shaping | None:
    spec = route.shape
    if spec is None:
        return None
    fields = compile_fields(spec.fields, faults)
    faults.extend(_faults(route, spec))
    wrap = spec.wrap.text if spec.wrap else None
    shape = Shape(fields.pick, fields.drop, fields.rename, wrap, spec.meta)
    return Shaping(shape, spec.limit, spec.others == PASS, at=spec.at)


def _faults(route: RouteSpec, spec: ShapeSpec) -> Iterable[Fault]:
    if route.to is None:
        message = "`shape` has nothing to act on in a route that does not forward"
        yield Fault(spec.at, "action-unfit", message, "it goes with `to`; parts of `compose` have `pick`, `drop`, …")
    if spec.fields == FieldsSpec() and spec.wrap is None:
        yield Fault(spec.at, "shape-empty", "this shape changes nothing", "`pick`, `drop`, `rename` or `wrap`")
    if spec.meta is not None and (spec.wrap is None or spec.wrap.text == _META):
        message = "`meta` stands beside what `wrap` names, and under a name of its own"
        yield Fault(spec.at, "shape-meta", message, "`wrap: data`")


def _paths(texts: Iterable[Text], faults: list[Fault]) -> tuple[FieldPath, ...]:
    return tuple(path for text in texts if (path := compile_field(text, faults)) is not None)
