"""The section `server`."""

from typing import Annotated

from pydantic import Field, PlainValidator, ValidatorFunctionWrapHandler, WrapValidator

from adapters.config.choices import read_encoding, read_paths
from adapters.config.models_handling import Security
from adapters.config.numbers import Count, Duration, Flag, Size, Time
from adapters.config.section import KeyedSection, Section
from adapters.config.texts import HeaderName, Name, Token, Word, read_word
from adapters.config.tree import Scalar, Value
from domain.spec.place import Text
from domain.spec.server import CompressSpec, CorsSpec, LimitsSpec, LogSpec, ServerSpec


class CorsModel(Section):
    origins: tuple[Word, ...] = Field(min_length=1)
    methods: tuple[Token, ...] = Field(default=(), min_length=1)
    headers: tuple[Token, ...] = ()
    credentials: Flag = False
    max_age: Duration = 0.0
    expose: tuple[Token, ...] = ()
    every_origin_with_credentials: Flag = False
    private_network: Flag = False

    def spec(self) -> CorsSpec:
        """What is wrong with CORS is wrong with its origins: complaints point at the first."""
        return CorsSpec(self.origins[0].at, **self.written())


def read_route_cors(value: Value, read: ValidatorFunctionWrapHandler) -> CorsSpec | Text:
    """A policy written here, or the name of one."""
    if isinstance(value, Scalar):
        return read_word(value)
    model: CorsModel = read(value)
    return model.spec()


RouteCors = Annotated[CorsModel | None, WrapValidator(read_route_cors)]


class LimitsModel(Section):
    request_line: Size = 0
    headers: Size = 0
    header_count: Count = 1
    head_time: Time = 0.0
    body_idle: Time = 0.0
    body_minimum: Size = 0
    connections: Count = 1
    keep_alive: Time = 0.0

    def spec(self) -> LimitsSpec:
        return LimitsSpec(**self.written())


class CompressModel(Section):
    encodings: tuple[Annotated[str, PlainValidator(read_encoding)], ...] = Field(default=(), min_length=1)
    types: tuple[Word, ...] = Field(default=(), min_length=1)
    min_size: Size = 0

    def spec(self) -> CompressSpec:
        return CompressSpec(**self.written())


class LogModel(Section):
    replay: Flag = False

    def spec(self) -> LogSpec:
        return LogSpec(**self.written())


class DebugModel(Section):
    permission: Word


class ServerModel(KeyedSection):
    body_limit: Size = 0
    trusted_proxies: tuple[Word, ...] = ()
    cors: CorsModel | None = None
    cors_policies: dict[Name, CorsModel] = Field(default_factory=dict)
    deadline_header: HeaderName | None = None
    limits: LimitsModel = LimitsModel()
    paths: Annotated[str, PlainValidator(read_paths)] = ""
    compress: CompressModel | None = None
    log: LogModel = LogModel()
    debug: DebugModel | None = None
    security: Security = None

    def spec(self) -> ServerSpec:
        inner = {
            "cors": self.cors.spec() if self.cors else None,
            "cors_policies": tuple((name, policy.spec()) for name, policy in self.cors_policies.items()),
            "limits": self.limits.spec(),
            "log": self.log.spec(),
            "compress": self.compress.spec() if self.compress else None,
            "debug": self.debug.permission if self.debug else None,
        }
        return ServerSpec(**self.written() | inner, places=self.places)
