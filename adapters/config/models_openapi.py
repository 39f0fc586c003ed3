"""The section below `openapi` of an upstream: where its document is."""

from adapters.config.numbers import Time
from adapters.config.section import Section
from adapters.config.texts import Word


class OpenApiModel(Section):
    file: Word | None = None
    url: Word | None = None
    refresh: Time = 300.0
    timeout: Time = 5.0
    keep: Word | None = None
