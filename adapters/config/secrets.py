"""Secrets: a text, or `{file: path}`. No fault shows what was written: it may be a secret in the wrong place."""

from typing import Annotated

from pydantic import PlainValidator, ValidationInfo

from adapters.config.files import secret_in
from adapters.config.shapes import Refused, only_entry
from adapters.config.snapshot import Snapshot
from adapters.config.texts import read_word
from adapters.config.tree import Broken, Kind, Scalar, Table, Value
from domain.spec.fault import Fault
from domain.spec.lookups import SecretSpec
from domain.spec.place import Text


def read_secret(value: Value, info: ValidationInfo[Snapshot]) -> SecretSpec:
    """`info.context` is the reading that this is a part of."""
    if isinstance(value, Table):
        return SecretSpec(value.at, read_file(value, info.context).text)
    return SecretSpec(value.at, secret_text(value).text)


def read_file(value: Table, snapshot: Snapshot) -> Text:
    """What the file of `{file: path}` holds, at the place of the path."""
    _, path = only_entry(value, "secret", ("file",), is_private=True)
    held = secret_in(read_word(path), snapshot)
    if isinstance(held, Fault):
        raise Refused(held)
    return Text(held, path.at)


def secret_text(value: Value) -> Text:
    """Any text; the secret's letters are for whoever is shown it to judge."""
    if isinstance(value, Broken):
        raise Refused
    if not isinstance(value, Scalar) or value.kind is not Kind.TEXT:
        raise Refused(Fault(value.at, "secret-malformed", "a secret is text", "quote it, or `{file: path}`"))
    return Text(value.text, value.at)


ASecret = Annotated[SecretSpec, PlainValidator(read_secret)]
