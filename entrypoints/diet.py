"""The diet: libraries of the server's path, without the frameworks that they import on the chance that they are there.

dependency_injector imports FastAPI and pydantic-settings, structlog imports Rich, aiobreaker imports redis, for uses
that are not ours: a third of what a start imported. A name that is None in `sys.modules` is not found, which is what
these libraries are ready for; afterwards everybody finds it again. Imported first by the container, which hands on what
it needs.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def _without(*names: str) -> Iterator[None]:
    hidden = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None is what "not there" is written as
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]


with _without("fastapi", "starlette", "pydantic_settings", "rich"):
    import structlog as _structlog  # noqa: F401  # adapters/telemetry imports it, and finds it done
    from dependency_injector import containers, providers

with _without("redis"):
    import aiobreaker as _aiobreaker  # noqa: F401  # adapters/transport imports it, and finds it done

__all__ = ["containers", "providers"]
