"""What is expected in a policy case: a word, a status, or several things at once, and what is not to be so."""

from typing import Annotated

from pydantic import Field, PlainValidator

from adapters.config.case_requests import fields_of, read_part
from adapters.config.section import Section
from adapters.config.shapes import Refused, each, scalar
from adapters.config.shown import shown
from adapters.config.texts import AnyText, TokenKey, Word, read_token, read_word
from adapters.config.tree import Kind, Listing, Scalar, Value
from application.cases.written import NOTHING, Ending, Expected
from domain.spec.fault import Fault, nearest
from domain.spec.place import Text

_ENDINGS = {ending.value: Expected(ending) for ending in Ending}
_STATUSES = {str(status): Expected(status=status) for status in range(100, 600)}
_EXPECTED = "`allow`, `deny`, a status like `401`, or a mapping"


def _ending(value: Value) -> Ending:
    written = scalar(value)
    if written.text not in _ENDINGS:
        hint = nearest(written.text, _ENDINGS)
        raise Refused(Fault(written.at, "expectation-malformed", f"{shown(written.text)} is no decision", hint))
    return Ending(written.text)


def _status(value: Value) -> int:
    written = scalar(value)
    is_number = written.kind is Kind.INT or written.is_replaced
    if not is_number or written.text not in _STATUSES:
        raise Refused(Fault(written.at, "status-malformed", f"{shown(written.text)} is no status", "like `403`"))
    return int(written.text)


def _words(value: Value) -> tuple[Text, ...]:
    return each(read_word, value if isinstance(value, Listing) else (scalar(value),))


def _names(value: Value) -> tuple[str, ...]:
    tokens = each(read_token, value if isinstance(value, Listing) else (scalar(value),))
    return tuple(token.lower() for token in tokens)


class ExpectModel(Section):
    decision: Annotated[Ending | None, PlainValidator(_ending)] = None
    status: Annotated[int | None, PlainValidator(_status)] = None
    reason: Word | None = None
    route: Word | None = None
    upstream: Annotated[tuple[Text, ...], PlainValidator(_words)] = ()
    path: Word | None = None
    headers: dict[TokenKey, AnyText] = Field(default_factory=dict)
    without: Annotated[tuple[str, ...], PlainValidator(_names)] = ()
    answer: dict[TokenKey, AnyText] = Field(default_factory=dict)
    policy: Word | None = None

    def expected(self) -> Expected:
        return Expected(
            self.decision,
            self.status,
            self.reason,
            self.route,
            self.upstream,
            self.path,
            fields_of(self.headers),
            self.without,
            fields_of(self.answer),
            self.policy,
        )


def read_expected(value: Value) -> Expected:
    if not isinstance(value, Scalar):
        return read_part(value, ExpectModel, _EXPECTED).expected()
    is_number = value.kind is Kind.INT or (value.is_replaced and value.text in _STATUSES)
    known = _STATUSES if is_number else _ENDINGS
    if value.text not in known:
        hint = nearest(value.text, _ENDINGS) if value.kind is Kind.TEXT else _EXPECTED
        raise Refused(Fault(value.at, "expectation-malformed", f"{shown(value.text)} can't be expected", hint))
    return known[value.text]


class ExpectAllModel(ExpectModel):
    refuted: Annotated[Expected, PlainValidator(read_expected)] = Field(default=NOTHING, alias="not")


def read_expectations(value: Value) -> tuple[Expected, Expected]:
    """What is to be so, and what is not."""
    if isinstance(value, Scalar):
        return read_expected(value), NOTHING
    found = read_part(value, ExpectAllModel, _EXPECTED)
    expected = found.expected()
    if expected.is_nothing and found.refuted.is_nothing:
        raise Refused(Fault(value.at, "expectation-empty", "nothing is expected here", _EXPECTED))
    return expected, found.refuted
