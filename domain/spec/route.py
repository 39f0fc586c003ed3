"""What was written below `routes`."""

from dataclasses import dataclass, field

from domain.spec.place import Text
from domain.spec.requirement import Requirement
from domain.spec.upstream import TimeoutSpec
from domain.spec.websocket import WebSocketSpec


@dataclass(frozen=True, slots=True)
class MatchSpec:
    path: Text
    is_prefix: bool = False
    methods: tuple[Text, ...] = ()
    hosts: tuple[Text, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    query: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RouteSpec:
    name: Text
    match: MatchSpec
    to: Text
    require: Requirement | None = None
    rewrite: Text | None = None
    issuer: Text | None = None
    timeout: TimeoutSpec = field(default_factory=TimeoutSpec)
    websocket: WebSocketSpec | None = None  # None: not taken
    description: str = ""  # for the generated documentation
