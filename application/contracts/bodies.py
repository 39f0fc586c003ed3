"""Bodies judged: is it of a kind that is taken, can it be read in one way only, and is it what its schema says."""

from collections.abc import Callable

from application.contracts.complaint import MOST, Complaint, refused
from application.contracts.forms import FORM, PARTS, of_parts, of_text
from application.contracts.json_reading import Malformed
from application.contracts.judges import Judges
from application.ports.schemas import Validator
from domain.contract.contract import BodyTerms
from domain.contract.form import is_boundary
from domain.contract.media import chosen, essence_of, is_json
from domain.contract.shape import Shape, shape_of
from domain.message.headers import first, values
from domain.message.reason import BODY_INVALID, BODY_MALFORMED, MEDIA_TYPE_UNSUPPORTED
from domain.message.refusal import Refusal
from domain.message.request import Request
from domain.spec.document import Json

_ONCE = (b"content-type", b"content-encoding")
MISSING = Complaint("body", "A body is needed.")
Judged = tuple[list[Complaint], Json]
Read = Callable[[bytes], Judged]


class BodyJudge:
    def __init__(self, terms: BodyTerms, judges: Judges) -> None:
        self._read_json, self._read_parts = judges.read_json, judges.read_parts
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
        if b"boundary" in field.lower():
            return self._reader(field)  # no two are alike
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
            return lambda raw: _held(of_text(raw, shape), validator)
        if essence == PARTS and validator is not None:
            return self._in_parts(field, parameters.get("boundary", ""), validator, shape)
        return None

    def _in_parts(self, field: bytes, boundary: str, validator: Validator, shape: Shape) -> Read | Refusal:
        if field.lower().count(b"boundary") != 1 or not is_boundary(boundary):
            return refused(BODY_MALFORMED, [Complaint("body", "It has no boundary that every reader reads.")])
        return lambda raw: _held(of_parts(self._read_parts(raw, boundary), shape, self._read_json), validator)

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
