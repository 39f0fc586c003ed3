"""Forms: their fields as the one value that a schema is about, by what it says that each of them is.

A file counts as a string with a letter a byte: `maxLength` is its size. What readers could read differently is refused.
"""

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import unquote

from application.contracts.json_reading import Malformed
from domain.contract.contract import Parameter, Where
from domain.contract.form import PartName, part_name
from domain.contract.media import essence_of, is_json
from domain.contract.shape import Shape, read_scalar
from domain.contract.written import Pairs, Wrong, decoded_query, of_pairs, pairs_of
from domain.message.headers import Headers, values
from domain.spec.document import Json

FORM, PARTS = "application/x-www-form-urlencoded", "multipart/form-data"
MOST_FIELDS = 1000
_PLAIN = (b"7bit", b"8bit", b"binary")  # what a part may say of its coding: that it has none
Part = tuple[Headers, bytes]  # names in lower case
ReadParts = Callable[[bytes, str], Sequence[Part]]  # a body and its boundary; raises Malformed


def no_parts(raw: bytes, boundary: str) -> Sequence[Part]:  # noqa: ARG001
    raise Malformed("Forms in parts are not read here.")


def of_text(raw: bytes, shape: Shape) -> Json:
    """A form's fields are written like parameters of a query (OpenAPI 3.1, 4.8.14.4)."""
    try:
        text = raw.decode()
        if text.count("&") > MOST_FIELDS:
            raise Malformed(f"It has more than {MOST_FIELDS} fields.")
        pairs = pairs_of(text)
        by_name: dict[str, list[tuple[str, str]]] = {}
        for pair in pairs:
            by_name.setdefault(pair[0], []).append(pair)
        return {name: _field(given, name, shape) for name, given in by_name.items()}
    except UnicodeDecodeError as error:
        raise Malformed("It is not text in UTF-8.") from error


def of_parts(parts: Sequence[Part], shape: Shape, read_json: Callable[[bytes], Any]) -> Json:
    if len(parts) > MOST_FIELDS:
        raise Malformed(f"It has more than {MOST_FIELDS} fields.")
    found: dict[str, list[Json]] = {}
    for headers, data in parts:
        named = _named(headers)
        types = shape.members.get(named.name, frozenset())
        one = shape.items_of(named.name) if "array" in types else types
        found.setdefault(named.name, []).append(_value(headers, data, one, named, read_json))
    return {name: _whole(name, several, shape) for name, several in found.items()}


def _field(pairs: Pairs, name: str, shape: Shape) -> Json:
    types = shape.members.get(name, frozenset())
    parameter = Parameter(name, Where.QUERY, None, explodes="object" not in types)
    found = of_pairs(pairs, parameter, Shape(types, shape.items_of(name)), decoded_query)
    if isinstance(found, Wrong):
        raise _wrong(unquote(name), found.said)
    return found  # type: ignore[return-value]  # it is there


def _named(headers: Headers) -> PartName:
    written = values(headers, b"content-disposition")
    try:
        named = part_name(written[0].decode()) if len(written) == 1 else None
    except UnicodeDecodeError:
        named = None
    if named is None:
        raise Malformed("A part does not say its name in the one way that every reader reads.")
    return named


def _value(
    headers: Headers, data: bytes, types: frozenset[str], named: PartName, read_json: Callable[[bytes], Any]
) -> Json:
    kinds = values(headers, b"content-type")
    codings = values(headers, b"content-transfer-encoding")
    if len(kinds) > 1 or any(one.lower() not in _PLAIN for one in codings):
        raise _wrong(named.name, "What it is can be read in two ways.")
    essence, parameters = essence_of(kinds[0].decode("latin-1")) if kinds else ("", {})
    if "object" in types or (is_json(essence) and not named.is_file):
        return read_json(data)  # type: ignore[no-any-return]
    if named.is_file or essence not in ("", "text/plain"):
        return data.decode("latin-1")
    if parameters.get("charset", "utf-8").lower() not in ("utf-8", "utf8", "us-ascii"):
        raise _wrong(named.name, "Its charset is not utf-8.")
    try:
        return read_scalar(data.decode(), types)
    except UnicodeDecodeError as error:
        raise _wrong(named.name, "It is not text in UTF-8.") from error


def _whole(name: str, several: list[Json], shape: Shape) -> Json:
    if "array" in shape.members.get(name, ()):
        return several
    if len(several) > 1:
        raise _wrong(name, "It may stand only once.")
    return several[0]


def _wrong(name: str, said: str) -> Malformed:
    return Malformed(f"The field {name[:80]!r}: {said}")
