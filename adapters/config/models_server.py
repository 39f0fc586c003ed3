"""The section `server`."""

from typing import Annotated

from pydantic import Field, PlainValidator

from adapters.config.choices import read_encoding, read_paths
from adapters.config.numbers import Duration, Flag, Size
from adapters.config.section import Section
from adapters.config.texts import HeaderName, Token, Word
from domain.spec.server import CompressSpec, CorsSpec, ServerSpec


class CorsModel(Section):
    origins: tuple[Word, ...] = Field(min_length=1)
    methods: tuple[Token, ...] = Field(default=(), min_length=1)
    headers: tuple[Token, ...] = ()
    credentials: Flag = False
    max_age: Duration = 0.0

    def spec(self) -> CorsSpec:
        """What is wrong with CORS is wrong with its origins: complaints point at the first."""
        return CorsSpec(self.origins[0].at, **self.written())


class CompressModel(Section):
    encodings: tuple[Annotated[str, PlainValidator(read_encoding)], ...] = Field(default=(), min_length=1)
    types: tuple[Word, ...] = Field(default=(), min_length=1)
    min_size: Size = 0

    def spec(self) -> CompressSpec:
        return CompressSpec(**self.written())


class ServerModel(Section):
    body_limit: Size = 0
    trusted_proxies: tuple[Word, ...] = ()
    cors: CorsModel | None = None
    deadline_header: HeaderName | None = None
    paths: Annotated[str, PlainValidator(read_paths)] = ""
    compress: CompressModel | None = None

    def spec(self) -> ServerSpec:
        inner = {
            "cors": self.cors.spec() if self.cors else None,
            "compress": self.compress.spec() if self.compress else None,
        }
        return ServerSpec(**self.written() | inner)
