"""The section `routes`: what a route matches, where it leads, who may call it."""

from functools import partial
from typing import Annotated

from pydantic import BeforeValidator, Field, PlainValidator, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from adapters.config.accepted import Credentials, accepted, stands_alone
from adapters.config.match_text import unfolded
from adapters.config.models_actions import (
    DestinationModel,
    EditsModel,
    MirrorModel,
    Redirect,
    RefusalModel,
    Respond,
    Rewrite,
    as_split,
    spec_of,
)
from adapters.config.models_compose import Compose, Shape
from adapters.config.models_contract import Contract
from adapters.config.models_handling import Cache, Deprecated, Errors, Links, Security
from adapters.config.models_server import RouteCors
from adapters.config.models_upstreams import Timeout, TimeoutModel
from adapters.config.models_websocket import WebSocket
from adapters.config.numbers import Flag, read_between
from adapters.config.requirements import Access, Require
from adapters.config.section import Section
from adapters.config.shapes import as_list
from adapters.config.texts import AnyKey, AnyText, Name, TokenKey, Word
from domain.spec.handling import MAP
from domain.spec.place import Text
from domain.spec.route import MatchSpec, RouteSpec, StepUpSpec

_APART = (
    "websocket",
    "refusals",
    "step_up",
    "issuer",
    "credentials",
    "version",
)  # written otherwise than the spec has them


class MatchModel(Section):
    path: Word | None = None
    prefix: Word | None = Field(default=None, validate_default=True)
    methods: tuple[Word, ...] = ()
    hosts: tuple[Word, ...] = ()
    headers: dict[TokenKey, AnyText] = Field(default_factory=dict)
    query: dict[AnyKey, AnyText] = Field(default_factory=dict)

    @field_validator("prefix")
    @classmethod
    def _stands_alone(cls, prefix: Text | None, info: ValidationInfo) -> Text | None:
        """A path that is faulty is not in `info.data`, and nobody knows yet what it should have been."""
        if "path" in info.data and (prefix is None) == (info.data["path"] is None):
            raise PydanticCustomError("match-path", "one of `path` and `prefix` is needed, and only one")
        return prefix

    def spec(self) -> MatchSpec:
        path = self.path or self.prefix
        assert path is not None  # noqa: S101  # _stands_alone saw to it
        return MatchSpec(
            path,
            is_prefix=self.path is None,
            methods=self.methods,
            hosts=self.hosts,
            headers=tuple(self.headers.items()),
            query=tuple(self.query.items()),
        )


class StepUpModel(Section):
    acr: tuple[Word, ...] = Field(default=(), min_length=1)
    max_age: Annotated[float, PlainValidator(partial(read_between, least="1s", most="720h"))] | None = None


class RouteModel(Section):
    not_yet = frozenset(("retry",))

    match: Annotated[MatchModel, BeforeValidator(unfolded)]
    to: Annotated[tuple[DestinationModel, ...] | None, BeforeValidator(as_split)] = Field(default=None, min_length=1)
    redirect: Redirect | None = None
    respond: Respond | None = None
    compose: Compose | None = None
    shape: Shape | None = None
    rewrite: Rewrite | None = None
    request: EditsModel = Field(default_factory=EditsModel)
    response: EditsModel = Field(default_factory=EditsModel)
    mirror: tuple[MirrorModel, ...] = ()
    contract: Contract | None = None
    cors: RouteCors = None
    require: Require | None = None
    access: Access | None = None
    deny: Require | None = None
    override: Flag = False
    step_up: StepUpModel | None = None
    issuer: Word | None = None
    credentials: Credentials = ()
    timeout: Timeout = Field(default_factory=TimeoutModel)
    websocket: WebSocket = None
    compress: Flag | None = None
    etag: Flag | None = None
    refusals: dict[Name, RefusalModel] = Field(default_factory=dict)
    errors: Errors = None
    security: Security = None
    deprecated: Deprecated = None
    links: Links = MAP
    version: Annotated[tuple[Word, ...], BeforeValidator(as_list)] = Field(default=(), min_length=1)
    cache: Cache = None
    description: AnyText = ""
    published: Flag = True

    _one_way = field_validator("credentials")(stands_alone)

    def spec(self, name: Text) -> RouteSpec:
        own = {key: spec_of(value) for key, value in self.written().items() if key not in _APART}
        terms = self.websocket.spec(name.at) if self.websocket else None
        refusals = tuple(model.spec(reason) for reason, model in self.refusals.items())
        step_up = StepUpSpec(name.at, **self.step_up.written()) if self.step_up else None
        named = accepted(self.issuer, self.credentials)
        own |= {"websocket": terms, "refusals": refusals, "step_up": step_up, "credentials": named}
        return RouteSpec(name, versions=self.version, **own)
