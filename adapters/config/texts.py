"""Fields that are text: words, names, header names, prose, and values that may be empty.

A plain scalar that some YAML reader takes for something else than text must be quoted; nothing is converted silently.
"""

import re
from typing import Annotated

from pydantic import PlainValidator

from adapters.config.shapes import Refused, scalar
from adapters.config.shown import LONGEST, shown
from adapters.config.tree import Key, Kind, Scalar, Value
from domain.spec.fault import Fault, foreign
from domain.spec.place import Text

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
TOKEN = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")  # RFC 9110, 5.6.2


def read_value(value: Value) -> str:
    """Any text, also an empty one."""
    return _text(scalar(value), 'the empty text is `""`').text


def read_word(value: Value) -> Text:
    """Text that is not empty and has no control characters: nothing of ours needs them, a header may not have them."""
    found = _text(scalar(value))
    if not found.text or not found.text.isprintable():
        what = "the text is empty" if not found.text else "the text has characters that can't be printed"
        raise Refused(Fault(found.at, "text-malformed", what, "one line of plain text"))
    return Text(found.text, found.at)


def read_token(value: Value) -> str:
    word = read_word(value)
    if not TOKEN.fullmatch(word.text):
        raise Refused(_no_token(scalar(value).written, word))
    return word.text


def read_header_name(value: Value) -> Text:
    """A header's name with its place."""
    return Text(read_token(value), scalar(value).at)


def read_token_key(key: Key) -> str:
    if not TOKEN.fullmatch(key):
        raise Refused(_no_token(key, key))
    return str(key)


def read_name(key: Key) -> Text:
    if not NAME.fullmatch(key):
        hint = "letters, digits, `_`, `.` and `-`, a letter or digit first"
        message = f"{shown(key)} can't be a name{foreign(key[:LONGEST])}" if key else "the name is empty"
        raise Refused(Fault(key.at, "name-malformed", message, hint))
    return Text(str(key), key.at)


def _text(found: Scalar, instead_of_nothing: str = "") -> Scalar:
    if found.kind is Kind.TEXT:
        return found
    if found.kind is Kind.NULL:
        raise Refused(Fault(found.at, "type-wrong", "text is expected here, not nothing", instead_of_nothing))
    if found.kind is Kind.AMBIGUOUS:
        message = f"{shown(found.written)} is more than text to some readers of YAML"
        raise Refused(Fault(found.at, "yaml-ambiguous", message, "quote it"))
    message = f"text is expected here, and {shown(found.written)} is {found.kind.value}"
    raise Refused(Fault(found.at, "type-wrong", message, "quote it"))


def _no_token(written: str, where: Text | Key) -> Fault:
    return Fault(
        where.at, "token-malformed", f"{shown(written)} is no name of a header or method", "like `x-request-id`"
    )


Word = Annotated[Text, PlainValidator(read_word)]
Name = Annotated[Text, PlainValidator(read_name)]
Token = Annotated[str, PlainValidator(read_token)]
HeaderName = Annotated[Text, PlainValidator(read_header_name)]
TokenKey = Annotated[str, PlainValidator(read_token_key)]
AnyText = Annotated[str, PlainValidator(read_value)]
FieldName = Annotated[Text, PlainValidator(lambda key: Text(str(key), key.at))]  # the domain says which ones may be
AnyKey = Annotated[str, PlainValidator(str)]
