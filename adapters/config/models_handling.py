"""How answers are handled: the key `errors`, of a route and of the defaults."""

from typing import Annotated

from pydantic import PlainValidator

from adapters.config.choices import read_means
from adapters.config.shapes import each, table
from adapters.config.tree import Key, Scalar, Value
from domain.spec.handling import ErrorsSpec
from domain.spec.place import Text

EVERY = "default"


def read_errors(value: Value) -> ErrorsSpec:
    """One word is the rule for all of them."""
    if isinstance(value, Scalar):
        return ErrorsSpec(value.at, ((Text(EVERY, value.at), read_means(value)),))
    written = table(value, "statuses, and what becomes of each: `pass`, `wrap` or `replace`")
    return ErrorsSpec(value.at, each(_rule, written.items()))


def _rule(entry: tuple[Key, Value]) -> tuple[Text, str]:
    key, value = entry
    return Text(str(key), key.at), read_means(value)


Errors = Annotated[ErrorsSpec | None, PlainValidator(read_errors)]
