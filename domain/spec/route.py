"""What was written below `routes`."""

from dataclasses import dataclass, field

from domain.spec.place import Text
from domain.spec.requirement import Requirement
from domain.spec.upstream import TimeoutSpec


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
    compress: bool | None = None  # None: as the server says
    description: str = ""  # for the generated documentation
