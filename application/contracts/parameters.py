"""Parameters judged: each read by its style, then held against its schema. All that is wrong is told at once."""

from collections.abc import Callable, Iterator, Mapping
from urllib.parse import unquote

from application.contracts.complaint import MOST, Complaint
from application.contracts.json_reading import Malformed, read_json
from application.ports.schemas import SchemaCompiler, Validator
from domain.contract.contract import Contract, Parameter, Where
from domain.contract.shape import Shape, shape_of
from domain.contract.written import (
    ABSENT,
    Absent,
    Found,
    Pairs,
    Wrong,
    decoded_query,
    of_pairs,
    of_text,
    pairs_of,
    unlisted,
)
from domain.message.headers import read_alike, values
from domain.message.request import Request
from domain.permissions.facts import Parameters as OfPath
from domain.spec.document import Json

MISSING = "It is missing."
NO_UTF8 = "It is not text in UTF-8."
Values = dict[Where, dict[str, Json]]
_Bound = tuple[Parameter, Shape, Validator | None]


class ParameterJudge:
    def __init__(self, contract: Contract, schemas: SchemaCompiler) -> None:
        self._by_place: dict[Where, list[_Bound]] = {where: [] for where in Where}
        for one in contract.parameters:
            validator = schemas.compiled(one.schema) if one.schema is not None else None
            self._by_place[one.where].append((one, shape_of(one.schema), validator))
        self._refuses_unknown = contract.refuses_unknown
        self.is_idle = not contract.parameters and not contract.refuses_unknown

    def judged(self, request: Request, of_path: OfPath) -> tuple[list[Complaint], Values]:
        complaints: list[Complaint] = []
        values: Values = {where: {} for where in Where}
        readers = self._readers(request, of_path, complaints)
        for where, bound in self._by_place.items():
            for parameter, shape, validator in bound:
                found = readers[where](parameter, shape) if where in readers else ABSENT
                complaints += _judged(parameter, found, validator, values[where])
        return complaints, values

    def _readers(
        self, request: Request, of_path: OfPath, complaints: list[Complaint]
    ) -> Mapping[Where, Callable[[Parameter, Shape], Found]]:
        found: dict[Where, Callable[[Parameter, Shape], Found]] = {
            Where.PATH: lambda one, shape: _text(of_path[one.name], one, shape) if one.name in of_path else ABSENT
        }
        if self._by_place[Where.QUERY] or self._refuses_unknown:
            query = self._query(request.query, complaints)
            found[Where.QUERY] = lambda one, shape: _pair(query, one, shape, decoded_query)
        if self._by_place[Where.HEADER]:
            found[Where.HEADER] = lambda one, shape: _header(request, one, shape)
        if self._by_place[Where.COOKIE]:
            cookies = _cookies(request)
            found[Where.COOKIE] = lambda one, shape: _pair(cookies, one, shape, unquote)
        return found

    def _query(self, raw: bytes, complaints: list[Complaint]) -> Pairs:
        try:
            pairs = pairs_of(raw.decode("latin-1"))
        except UnicodeDecodeError:
            complaints.append(Complaint("query", NO_UTF8))
            return ()
        if self._refuses_unknown:
            known = [(one, shape) for one, shape, _ in self._by_place[Where.QUERY]]
            names = unlisted(pairs, known)
            complaints += [Complaint("query", "It is not known here.", name=name[:80]) for name in names[: MOST + 1]]
        return pairs


def _judged(
    parameter: Parameter, found: Found, validator: Validator | None, values: dict[str, Json]
) -> Iterator[Complaint]:
    where, name = parameter.where.value, parameter.name
    if isinstance(found, Absent):
        if parameter.is_required:
            yield Complaint(where, MISSING, name=name)
        return
    if isinstance(found, Wrong):
        yield Complaint(where, found.said, name=name)
        return
    values[name] = found
    if validator is not None and not validator.is_valid(found):
        for one in validator.violations(found, MOST + 1):
            yield Complaint(where, one.said, one.pointer, name)


def _pair(pairs: Pairs, parameter: Parameter, shape: Shape, decode: Callable[[str], str]) -> Found:
    try:
        if parameter.media_type is None:
            return of_pairs(pairs, parameter, shape, decode)
        given = [value for name, value in pairs if name == parameter.name]
        if not given:
            return ABSENT
        return Wrong("It may stand only once.") if len(given) > 1 else _document(decode(given[0]))
    except UnicodeDecodeError:
        return Wrong(NO_UTF8)


def _text(text: str, parameter: Parameter, shape: Shape) -> Found:
    return _document(text) if parameter.media_type is not None else of_text(text, parameter, shape)


def _header(request: Request, parameter: Parameter, shape: Shape) -> Found:
    name = parameter.name.encode("latin-1", "replace")
    if any(b"_" in one and one != name and read_alike(one) == name for one in request.named):
        return Wrong("Another field is there that some services take for it.")
    if name not in request.named:
        return ABSENT
    lines = values(request.headers, name)
    if len(lines) > 1 and not shape.is_array:
        return Wrong("It may stand only once.")
    try:
        return _text(b",".join(lines).decode().strip(), parameter, shape)
    except UnicodeDecodeError:
        return Wrong(NO_UTF8)


def _cookies(request: Request) -> Pairs:
    lines = values(request.headers, b"cookie") if b"cookie" in request.named else []
    halves = (part.partition("=") for line in lines for part in line.decode("latin-1").split(";"))
    return [(name.strip(), value.strip()) for name, sign, value in halves if sign]


def _document(text: str) -> Found:
    try:
        found: Json = read_json(text.encode())
    except Malformed as malformed:
        return Wrong(str(malformed))
    return found
