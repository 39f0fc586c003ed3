"""Bodies judged: is it of a kind that is taken, can it be read in one way only, and is it what its schema says."""

from collections.abc import Callable
from urllib.parse import unquote

from application.contracts.complaint import MOST, Complaint, refused
from application.contracts.json_reading import Malformed
from application.contracts.judges import Judges
from application.ports.schemas import Validator
from domain.contract.contract import BodyTerms, Parameter, Where
from domain.contract.media import chosen, essence_of, is_json
from domain.contract.shape import Shape, shape_of
from domain.contract.written import Wrong, decoded_query, of_pairs, pairs_of
from domain.message.headers import first, values
from domain.message.reason import BODY_INVALID, BODY_MALFORMED, MEDIA_TYPE_UNSUPPORTED
from domain.message.refusal import Refusal
from domain.message.request import Request
from domain.spec.document import Json

FORM = "application/x-www-form-urlencoded"
MOST_FIELDS = 1000
_ONCE = (b"content-type", b"content-encoding")
MISSING = Complaint("body", "A body is needed.")
Judged = tuple[list[Complaint], Json]
Read = Callable[[bytes], Judged]


class BodyJudge:
    def __init__(self, terms: BodyTerms, judges: Judges) -> None:
        self._read_json = judges.read_json
        self.is_required = terms.is_required
        self._kinds = {
            kind: (judges.schemas.compiled(schema) if schema is not None else None, shape_of(schema))
            for kind, schema in terms.contents.items()
        }
        listed = ", ".join(terms.contents).encode()
        self._kind_wanted = f"Its media type must be {' or '.join(terms.contents) or 'left out'}."
        self._unsupported = ((b"accept", listed), (b"accept-post", listed)) if listed else ()
        self._by_field: dict[bytes, Read | Refusal | None] = {}  # bounded: what callers write repeats itself

    def missing(self) -> Refusal:
        return refused(BODY_MALFORMED, [MISSING])

    def reader(self, request: Request) -> Read | Refusal | None:
        """How this request's body is judged; None: it may be anything."""
        if _is_said_twice(request):
            return self._refused("What it is, or its coding, is said twice.", self._unsupported)
        if b"content-encoding" in request.named and request.named[b"content-encoding"].lower() != b"identity":
            return self._refused("A body that is encoded is not read here.", ((b"accept-encoding", b"identity"),))
        field = first(request.headers, b"content-type") or b""
        if field not in self._by_field:
            if len(self._by_field) > MOST:
                self._by_field.clear()
            self._by_field[field] = self._reader(field)
        return self._by_field[field]

    def _reader(self, field: bytes) -> Read | Refusal | None:
        essence, parameters = essence_of(field.decode("latin-1"))
        found = chosen(self._kinds, essence)
        if found is None:
            return self._refused(self._kind_wanted, self._unsupported)
        if parameters.get("charset", "utf-8").lower() not in ("utf-8", "utf8"):
            return self._refused("Its charset is not utf-8.", self._unsupported)
        validator, shape = found[1]
        if is_json(essence):
            return lambda raw: _held(self._read_json(raw), validator)
        if essence == FORM:
            return lambda raw: _held(_fields(raw, shape), validator)
        return None

    def _refused(self, said: str, headers: tuple[tuple[bytes, bytes], ...]) -> Refusal:
        return refused(MEDIA_TYPE_UNSUPPORTED, [Complaint("body", said)], headers)


def read_by(reader: Read, raw: bytes) -> tuple[Refusal | None, Json]:
    try:
        complaints, value = reader(raw)
    except Malformed as malformed:
        return refused(BODY_MALFORMED, [Complaint("body", str(malformed))]), None
    return (refused(BODY_INVALID, complaints) if complaints else None), value


def _is_said_twice(request: Request) -> bool:
    """Readers take different ones of two; and CGI-style services read `content_type` as the other."""
    headers, names = request.headers, request.named
    if b"content_type" in names or b"content_encoding" in names:
        return True
    return len(names) != len(headers) and any(len(values(headers, one)) > 1 for one in _ONCE)


def _held(value: Json, validator: Validator | None) -> Judged:
    if validator is None or validator.is_valid(value):
        return [], value
    return [Complaint("body", one.said, one.pointer) for one in validator.violations(value, MOST + 1)], value


def _fields(raw: bytes, shape: Shape) -> Json:
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


def _field(pairs: object, name: str, shape: Shape) -> Json:
    types = shape.members.get(name, frozenset())
    parameter = Parameter(name, Where.QUERY, None, explodes="object" not in types)
    found = of_pairs(pairs, parameter, Shape(types, shape.items_of(name)), decoded_query)  # type: ignore[arg-type]
    if isinstance(found, Wrong):
        raise Malformed(f"The field {unquote(name)[:80]!r}: {found.said}")
    return found  # type: ignore[return-value]  # it is there
