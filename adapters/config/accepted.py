"""The keys `credentials` and `issuer`: which credentials are accepted, in order. `issuer: x` is `credentials: [x]`."""

from typing import Annotated

from pydantic import Field, ValidationInfo
from pydantic_core import PydanticCustomError

from adapters.config.texts import Word
from domain.spec.place import Text

Credentials = Annotated[tuple[Word, ...], Field(min_length=1, validate_default=False)]


def stands_alone(credentials: tuple[Text, ...], info: ValidationInfo) -> tuple[Text, ...]:
    if info.data.get("issuer") is not None:
        raise PydanticCustomError("credentials-twice", "`issuer` and `credentials` say the same thing twice")
    return credentials


def accepted(issuer: Text | None, credentials: tuple[Text, ...]) -> tuple[Text, ...]:
    return (issuer,) if issuer is not None else credentials
