"""The section `server`."""

from pydantic import Field

from adapters.config.numbers import Duration, Flag, Size
from adapters.config.section import Section
from adapters.config.texts import HeaderName, Token, Word
from domain.spec.server import CorsSpec, ServerSpec


class CorsModel(Section):
    origins: tuple[Word, ...] = Field(min_length=1)
    methods: tuple[Token, ...] = Field(default=(), min_length=1)
    headers: tuple[Token, ...] = ()
    credentials: Flag = False
    max_age: Duration = 0.0

    def spec(self) -> CorsSpec:
        """What is wrong with CORS is wrong with its origins: complaints point at the first."""
        return CorsSpec(self.origins[0].at, **self.written())


class ServerModel(Section):
    body_limit: Size = 0
    trusted_proxies: tuple[Word, ...] = ()
    cors: CorsModel | None = None
    deadline_header: HeaderName | None = None

    def spec(self) -> ServerSpec:
        return ServerSpec(**self.written() | {"cors": self.cors.spec() if self.cors else None})
