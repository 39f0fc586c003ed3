"""Offline: what commands need that open nothing: the configuration, and what a plan decides.

Beside container.py and opening.py, the only file that names adapters: who asks a plan a question waits for no server's
imports.
"""

import os
import sys
from collections import deque
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adapters.config.plain_yaml import yaml_key
from adapters.config.yaml_source import YamlConfigSource
from application.ports.call_log import CallLog
from application.ports.cases import CaseSource
from application.ports.clock import Clock
from application.ports.config import ConfigSource, Edition, Setting
from domain.plan.plan import Plan
from domain.spec.document import Document
from domain.spec.fault import Fault
from domain.spec.place import Place, Text

__all__ = [
    "call_log",
    "case_source",
    "decider",
    "openapi_document",
    "settings_of",
    "system_clock",
    "yaml_key",
    "yaml_source",
]

if TYPE_CHECKING:
    from adapters.config.layout.editing import Files
    from application.contracts.judges import Judges
    from application.decisions.decider import Decider
    from application.identity.bearers import Bearers
    from application.identity.revoking import Revoking
    from application.ports.token_text import TokenText


def settings_of(edition: Edition) -> tuple[Setting, ...]:
    """What is in force by an edition without a fault, value by value."""
    from adapters.config.settings import settings_of as settings  # noqa: PLC0415  few ask

    return settings(edition, os.environ)


def yaml_source(path: Path) -> ConfigSource:
    return YamlConfigSource(path, os.environ)


def file_schema() -> dict[str, Any]:
    """The JSON Schema of the configuration file."""
    from adapters.config.schema.document import schema  # noqa: PLC0415  only one command asks

    return schema()


def openapi_document(path: Path) -> Document | tuple[Fault, ...]:
    """A document by itself, in the one form; references below its folder are followed."""
    from adapters.config.openapi.files import DocumentFiles  # noqa: PLC0415  few commands ask
    from adapters.config.openapi.reading import read_document  # noqa: PLC0415
    from adapters.config.snapshot import Snapshot  # noqa: PLC0415

    named = Text(str(path), Place(str(path), 1, 1))
    return read_document(named, path.name, DocumentFiles(Snapshot(path.parent, {}), path.name))


def files() -> "Files":
    """Configuration files as texts, for who writes them."""
    from adapters.config.layout.editing import Files  # noqa: PLC0415  only who writes files asks

    return Files()


def decider(
    plan: Plan, bearers: "Bearers | None" = None, revoking: "Revoking | None" = None, *, contracts: bool = True
) -> "Decider":
    """Says what the gateway would decide, from the plan alone, or with keys and lists that are at hand."""
    from application.contracts.judges import joined  # noqa: PLC0415
    from application.decisions.decider import Decider  # noqa: PLC0415  `limen check` asks for no decision

    held = judges() if contracts and any(route.contract for route in plan.routes) else None
    if held is not None:
        held = replace(held, at_once=sys.maxsize)  # nobody else waits, and there may be no loop
        deque(joined(plan, held), 0)
    return Decider(plan, token_text(), bearers, revoking, held)


def judges() -> "Judges":
    """What contracts are compiled with: imported where there are any."""
    from adapters.schemas.jsonschema_rs_schemas import JsonschemaRsSchemas  # noqa: PLC0415
    from adapters.schemas.multipart_parts import read_parts  # noqa: PLC0415
    from adapters.schemas.orjson_bodies import read_body  # noqa: PLC0415
    from adapters.schemas.python_checks import PythonChecks  # noqa: PLC0415
    from application.contracts.judges import Judges  # noqa: PLC0415

    return Judges(JsonschemaRsSchemas(), PythonChecks(), read_body, read_parts)


def token_text() -> "TokenText":
    from adapters.tokens.issuer_reader import CompactTokenText  # noqa: PLC0415  nor for this

    return CompactTokenText()


def case_source(config: Path, named: Iterable[Path] = ()) -> CaseSource:
    """Policy cases: those of the named files, or of the files beside the configuration."""
    from adapters.config.yaml_cases import YamlCaseSource  # noqa: PLC0415

    return YamlCaseSource(config, tuple(named))


def system_clock() -> Clock:
    from adapters.clock.system_clock import SystemClock  # noqa: PLC0415

    return SystemClock()


def call_log(files: Iterable[Path]) -> CallLog:
    """Access logs, read back."""
    from adapters.telemetry.orjson_reading import OrjsonCallLog  # noqa: PLC0415

    return OrjsonCallLog(files)
