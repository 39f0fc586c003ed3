"""The request of a policy case, in short or at length.

The short form is read by hand: there may be ten thousand of them in a file.
"""

import re
from dataclasses import replace
from typing import TypeVar

from pydantic import Field, ValidationError

from adapters.config.complaints import faults_of
from adapters.config.section import Section
from adapters.config.shapes import Refused, table
from adapters.config.shown import shown
from adapters.config.texts import AnyText, TokenKey, Word, read_word
from adapters.config.tree import Scalar, Value
from application.cases.written import AskedFor, Fields
from domain.spec.fault import Fault
from domain.spec.place import Text

_SHORT = re.compile(r"([^\s/]+)\s+(\S.*)")
_REQUEST = "like `GET /orders/1`, or a mapping with `method` and `url`"
Model = TypeVar("Model", bound=Section)


def read_part(value: Value, model: type[Model], hint: str) -> Model:
    """A mapping below something that was read by hand."""
    root = table(value, hint)
    try:
        return model.model_validate(root)
    except ValidationError as error:
        raise Refused(*faults_of(error, root, model)) from None


class RequestModel(Section):
    method: Word
    url: Word
    headers: dict[TokenKey, AnyText] = Field(default_factory=dict)
    peer: Word | None = None

    def asked(self) -> AskedFor:
        asked = AskedFor(self.method, self.url, fields_of(self.headers))
        return replace(asked, peer=self.peer.text) if self.peer else asked


def read_request(value: Value) -> AskedFor:
    if not isinstance(value, Scalar):
        return read_part(value, RequestModel, _REQUEST).asked()
    return read_line(read_word(value), value)


def read_line(line: Text, where: Scalar) -> AskedFor:
    found = _SHORT.fullmatch(line.text)
    if found is None:
        raise Refused(Fault(line.at, "request-unreadable", f"{shown(line.text)} is no request", _REQUEST))
    return AskedFor(Text(found[1], line.at), Text(found[2], where.place_at(found.start(2))))


def fields_of(headers: dict[str, str]) -> Fields:
    return tuple((name.lower(), value) for name, value in headers.items())
