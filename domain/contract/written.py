"""Written values: from the text of a parameter to its value, by its style (OpenAPI 3.1, 4.8.12).

Delimiters count where they stand as themselves: an item with a comma in it is written `%2C`. No two readings are tried:
what does not have its style is wrong.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from domain.contract.contract import Parameter
from domain.contract.shape import Shape, read_scalar
from domain.spec.document import Json

Pairs = Sequence[tuple[str, str]]  # of a query or of cookies: names decoded, values as they stand
_DELIMITERS = {"form": (",",), "spaceDelimited": ("%20", "+", " "), "pipeDelimited": ("|", "%7C", "%7c")}
_PREFIX = {"label": ".", "matrix": ";"}


@dataclass(frozen=True, slots=True)
class Wrong:
    said: str


class Absent:
    """The parameter is not there."""


ABSENT = Absent()
Found = Json | Wrong | Absent
TWICE = Wrong("It may stand only once.")
UNPAIRED = Wrong("Its names and values do not come in pairs.")


def of_pairs(pairs: Pairs, parameter: Parameter, shape: Shape, decode: Callable[[str], str]) -> Found:
    """Of a query, or of cookies."""
    name = parameter.name
    if shape.is_object and parameter.style == "deepObject":
        return _deep(pairs, name, shape, decode)
    if shape.is_object and parameter.explodes:
        members = [(one, value) for one, value in pairs if one in shape.members]
        return _mapped(members, shape, decode) if members else ABSENT
    given = [value for one, value in pairs if one == name]
    if not given:
        return ABSENT
    if shape.is_array and parameter.explodes:
        return [read_scalar(decode(one), shape.items) for one in given]
    return TWICE if len(given) > 1 else _one(given[0], parameter, shape, decode)


def of_text(text: str, parameter: Parameter, shape: Shape) -> Found:
    """Of a header or of a path, whose texts are read already."""
    prefix = _PREFIX.get(parameter.style, "")
    if not text.startswith(prefix):
        return Wrong(f"It begins with `{prefix}`.")
    if parameter.style == "matrix":
        return _matrix(text[1:].split(";"), parameter, shape)
    delimiter = "." if parameter.style == "label" and parameter.explodes else ","
    parts = [part.strip() for part in text[len(prefix) :].split(delimiter)]
    if shape.is_array:
        return [read_scalar(part, shape.items) for part in parts]
    if shape.is_object:
        return _exploded(parts, shape) if parameter.explodes else _alternating(parts, shape, str)
    return read_scalar(text[len(prefix) :], shape.types)


def unlisted(pairs: Pairs, parameters: Sequence[tuple[Parameter, Shape]]) -> list[str]:
    """The names that no parameter takes."""
    known: set[str] = set()
    deep: set[str] = set()
    for parameter, shape in parameters:
        if shape.is_object and parameter.style == "deepObject":
            deep.add(parameter.name)
        known |= set(shape.members) if shape.is_object and parameter.explodes else {parameter.name}
    return list(dict.fromkeys(name for name, _ in pairs if name not in known and name.partition("[")[0] not in deep))


def decoded_query(text: str) -> str:
    """Raises UnicodeDecodeError."""
    return unquote(text.replace("+", " "), errors="strict")


def pairs_of(query: str) -> Pairs:
    """Raises UnicodeDecodeError, for the names; values are decoded by who knows their delimiters."""
    halves = [part.partition("=") for part in query.split("&") if part]
    return [(decoded_query(name), value) for name, _, value in halves]


def _one(text: str, parameter: Parameter, shape: Shape, decode: Callable[[str], str]) -> Found:
    if not shape.is_array and not shape.is_object:
        return read_scalar(decode(text), shape.types)
    first, *others = _DELIMITERS.get(parameter.style, (",",))
    for other in others:
        text = text.replace(other, first)
    parts = text.split(first)
    if shape.is_array:
        return [read_scalar(decode(part), shape.items) for part in parts]
    return _alternating(parts, shape, decode)


def _deep(pairs: Pairs, name: str, shape: Shape, decode: Callable[[str], str]) -> Found:
    """`filter[status]=open`. What only begins like it is not passed by: some readers take it for one all the same."""
    start = f"{name}["
    if any(one == name or (one.startswith(start) and not one.endswith("]")) for one, _ in pairs):
        return Wrong(f"It is written `{name}[…]=…`.")
    members = [(one[len(start) : -1], value) for one, value in pairs if one.startswith(start) and one.endswith("]")]
    if any("[" in member or "]" in member for member, _ in members):
        return Wrong("Its members have no members of their own.")
    return _mapped(members, shape, decode) if members else ABSENT


def _matrix(parts: list[str], parameter: Parameter, shape: Shape) -> Found:
    halves = [part.partition("=") for part in parts]
    if shape.is_object and parameter.explodes:
        return _exploded(parts, shape)
    if any(name != parameter.name for name, _, _ in halves):
        return Wrong(f"It is written `;{parameter.name}=…`.")
    texts = [value for _, _, value in halves]
    if shape.is_array:
        items = texts if parameter.explodes else texts[0].split(",")
        return [read_scalar(item, shape.items) for item in items]
    if len(texts) > 1:
        return TWICE
    return _alternating(texts[0].split(","), shape, str) if shape.is_object else read_scalar(texts[0], shape.types)


def _exploded(parts: list[str], shape: Shape) -> Found:
    """`a=1`, each of them."""
    if any("=" not in part for part in parts):
        return UNPAIRED
    return _mapped([(name, value) for name, _, value in (part.partition("=") for part in parts)], shape, str)


def _alternating(parts: list[str], shape: Shape, decode: Callable[[str], str]) -> Found:
    """`a,1,b,2`."""
    if len(parts) % 2:
        return UNPAIRED
    return _mapped([(decode(name), value) for name, value in zip(parts[::2], parts[1::2], strict=True)], shape, decode)


def _mapped(members: Sequence[tuple[str, str]], shape: Shape, decode: Callable[[str], str]) -> Found:
    if len({name for name, _ in members}) < len(members):
        return Wrong("One of its members stands twice.")
    found: Mapping[str, Json] = {
        name: read_scalar(decode(value), shape.members.get(name, frozenset())) for name, value in members
    }
    return dict(found)
