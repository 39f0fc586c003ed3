"""The section `identity.revocation`: where revocations come from. No fault shows an address or a password of Redis."""

from pathlib import Path
from typing import Annotated, Self

from pydantic import PlainValidator, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from adapters.config.choices import read_failing, read_unnamed
from adapters.config.files import found
from adapters.config.numbers import Time
from adapters.config.secrets import read_file as read_held
from adapters.config.secrets import secret_text
from adapters.config.section import Section
from adapters.config.shapes import Refused
from adapters.config.snapshot import Snapshot
from adapters.config.texts import Word, read_word
from adapters.config.tree import Table, Value
from domain.spec.fault import Fault
from domain.spec.place import Text
from domain.spec.revocation import RevocationSpec


def read_file(value: Value, info: ValidationInfo[Snapshot]) -> Text:
    """The absolute path. `info.context` is the reading that this is a part of."""
    path = read_word(value)
    return Text(_or_refused(found(path, info.context.folder)), path.at)


def read_password(value: Value, info: ValidationInfo[Snapshot]) -> str:
    word = read_held(value, info.context) if isinstance(value, Table) else secret_text(value)
    if not word.text:
        raise Refused(Fault(value.at, "secret-malformed", "the password is empty", "leave it out where there is none"))
    return word.text


def _or_refused(outcome: Path | Fault) -> str:
    if isinstance(outcome, Fault):
        raise Refused(outcome)
    return str(outcome)


class RevocationModel(Section):
    file: Annotated[Text | None, PlainValidator(read_file)] = None
    redis: Word | None = None
    username: Word | None = None
    password: Annotated[str | None, PlainValidator(read_password)] = None
    stream: Word | None = None
    every: Time = 2.0
    stale_for: Time = 10.0
    fail: Annotated[str, PlainValidator(read_failing)] = "closed"
    unnamed: Annotated[str, PlainValidator(read_unnamed)] = "refuse"

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if (self.file is None) == (self.redis is None):
            raise PydanticCustomError("revocation-malformed", "revocations come from one of `file` and `redis`")
        return self

    def spec(self) -> RevocationSpec:
        return RevocationSpec(**self.written())
