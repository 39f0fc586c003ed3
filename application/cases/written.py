"""Cases as they are written: names are unresolved, places are kept, so that a complaint about one can point at it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from domain.spec.place import Place, Text

Fields = tuple[tuple[str, str], ...]
Claims = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class AskedFor:
    """The request."""

    method: Text
    url: Text
    headers: Fields = ()  # names in lower case
    peer: str = "127.0.0.1"
    body: bytes | None = None  # None: nothing is said of it


@dataclass(frozen=True, slots=True)
class CallerWords:
    """Who asks: as already known, or by a token or a key, which are judged. Nothing of it: nobody."""

    at: Place | None = None
    roles: tuple[Text, ...] = ()
    permissions: tuple[str, ...] = ()
    subject: str | None = None
    tenant: str | None = None
    claims: Claims = field(default_factory=dict)
    credential: Text | None = None
    token: str | Claims | None = field(default=None, repr=False)  # a text is verified, a mapping is taken as verified
    key: str | None = field(default=None, repr=False)

    @property
    def is_known(self) -> bool:
        return self.token is None and self.key is None and self.at is not None


ANONYMOUS = CallerWords()


class Ending(Enum):
    ALLOW = "allow"  # the route takes it: it is sent on, or answered by the route itself
    DENY = "deny"  # the route was found, and its door refused: 401 or 403


@dataclass(frozen=True, slots=True)
class Expected:
    """What is expected of one verdict. None, or nothing: that is not asked."""

    ending: Ending | None = None
    status: int | None = None
    reason: Text | None = None
    route: Text | None = None
    upstream: tuple[Text, ...] = ()
    path: Text | None = None  # sent on; with its query where it has a `?`
    headers: Fields = ()  # sent on
    without: tuple[str, ...] = ()  # headers that are not sent on
    answer: Fields = ()  # headers of the gateway's own answer
    policy: Text | None = None  # that decided

    @property
    def is_nothing(self) -> bool:
        return self == NOTHING


NOTHING = Expected()


@dataclass(frozen=True, slots=True)
class CaseSpec:
    name: str
    at: Place
    request: AskedFor
    who: CallerWords
    expect: Expected
    refuted: Expected = NOTHING  # none of this is so
    moment: float | None = None  # seconds since the epoch; None: nobody says when
