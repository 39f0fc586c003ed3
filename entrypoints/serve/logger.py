"""gunicorn's log, sent the way of the process's own: JSON lines on standard error, uvicorn's lines among them."""

import logging

from gunicorn.config import Config
from gunicorn.glogging import Logger


class ProcessLogger(Logger):  # type: ignore[misc]  # gunicorn has no types
    def setup(self, cfg: Config) -> None:
        self.cfg = cfg
        self.error_log.handlers = logging.getLogger().handlers  # the worker hands them on to uvicorn's logger
        self.error_log.propagate = False
        self.error_log.setLevel(logging.INFO)

    def access(self, *_args: object, **_kwargs: object) -> None:
        """The access log is an observer's (adapters/telemetry), not the server's."""

    def reopen_files(self) -> None:
        """There are none."""
