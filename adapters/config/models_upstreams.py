"""The section `upstreams`: targets, balancing, timeouts, breaker."""

from dataclasses import replace
from typing import Annotated, cast

from pydantic import Field, PlainValidator, WrapValidator

from adapters.config.introductions import read_all_told, read_key_use, read_token_use
from adapters.config.models_openapi import OpenApiModel
from adapters.config.numbers import Count, Time
from adapters.config.openapi.key import read_openapi
from adapters.config.section import KEYED, KeyedSection, Section
from adapters.config.shapes import Refused, scalar
from adapters.config.shown import shown
from adapters.config.texts import Word, read_word
from adapters.config.tree import Value
from domain.spec.document import Document
from domain.spec.fault import Fault, nearest
from domain.spec.place import Text
from domain.spec.upstream import (
    AUTO,
    DEFAULT_CONNECTIONS,
    TRANSPORTS,
    BreakerSpec,
    IntroductionSpec,
    TargetSpec,
    TimeoutSpec,
    ToldSpec,
    UpstreamSpec,
)

HOSTS = ("keep", "target")
BALANCES = ("round_robin",)
_NOT_YET = ("least_pending", "random_two", "hash")


def read_balance(value: Value) -> str:
    word = read_word(value)
    if word.text in _NOT_YET:
        message = f"this version of Limen does not have `{word}` yet"
        raise Refused(Fault(word.at, "balance-unsupported", message, "it has only `round_robin`"))
    if word.text not in BALANCES:
        message = f"{shown(scalar(value).written)} is no way of balancing"
        raise Refused(Fault(word.at, "balance-unknown", message, nearest(word.text, BALANCES)))
    return word.text


def read_host(value: Value) -> bool:
    """Whether the caller's Host is sent on."""
    word = read_word(value)
    if word.text not in HOSTS:
        message = f"{shown(scalar(value).written)} does not say which Host is sent on"
        raise Refused(Fault(word.at, "host-unknown", message, nearest(word.text, HOSTS)))
    return word.text == "keep"


def read_transport(value: Value) -> str:
    word = read_word(value)
    if word.text not in TRANSPORTS:
        message = f"{shown(scalar(value).written)} is no transport"
        raise Refused(Fault(word.at, "transport-unknown", message, nearest(word.text, TRANSPORTS)))
    return word.text


class TargetModel(Section):
    url: Word
    weight: Count = 1


class TimeoutModel(KeyedSection):
    connect: Time | None = None
    idle: Time | None = None
    total: Time | None = None

    def spec(self) -> TimeoutSpec:
        return TimeoutSpec(**self.written(), places=self.places)


class BreakerModel(KeyedSection):
    failures: Count = 1
    cooldown: Time = 0.0


Timeout = Annotated[TimeoutModel, KEYED]


class IdentityModel(Section):
    token: Annotated[bool, PlainValidator(read_token_use)] = True
    headers: Annotated[tuple[ToldSpec, ...], PlainValidator(read_all_told)] = ()
    api_key: Annotated[bool, PlainValidator(read_key_use)] = False


class UpstreamModel(Section):
    not_yet = frozenset(("retry",))

    targets: tuple[TargetModel, ...] = Field(min_length=1)
    balance: Annotated[str, PlainValidator(read_balance)] = "round_robin"
    timeout: Timeout = Field(default_factory=TimeoutModel)
    breaker: Annotated[BreakerModel, KEYED] | None = None
    identity: IdentityModel = Field(default_factory=IdentityModel)
    connections: Count = DEFAULT_CONNECTIONS
    host: Annotated[bool, PlainValidator(read_host)] = False
    transport: Annotated[str, PlainValidator(read_transport)] = AUTO
    openapi: Annotated[OpenApiModel | None, WrapValidator(read_openapi)] = None  # read, it is a Document

    def spec(self, name: Text) -> UpstreamSpec:
        return UpstreamSpec(
            name,
            targets=tuple(TargetSpec(**target.written()) for target in self.targets),
            timeout=self.timeout.spec(),
            breaker=BreakerSpec(**self.breaker.written(), places=self.breaker.places) if self.breaker else None,
            identity=IntroductionSpec(**self.identity.written()),
            connections=self.connections,
            keeps_host=self.host,
            transport=self.transport,
            document=replace(cast("Document", self.openapi), uri=f"limen:/{name}") if self.openapi else None,
        )
