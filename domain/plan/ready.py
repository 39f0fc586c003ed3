"""Compiles ready sets of header fields: constants where nothing of the answer decides, else what is filled in later."""

from dataclasses import dataclass

from domain.message.deprecation import Deprecation
from domain.message.edits import NO_EDITS, Edits
from domain.message.headers import Header
from domain.message.ready import CACHE_FIELDS, CONTENT_POLICY, SETS
from domain.plan.edits import compile_edits
from domain.spec.fault import Fault, unknown
from domain.spec.handling import CacheSpec, SecuritySpec
from domain.spec.route import EditsSpec, RouteSpec
from domain.spec.spec import Spec

_SHARED = "public"
_NO_STORE = "no-store"
_SAID_ELSEWHERE = frozenset((b"cache-control", b"vary", b"content-type", b"etag", b"location"))


@dataclass(frozen=True, slots=True)
class Caching:
    control: bytes
    keeps: bool


@dataclass(frozen=True, slots=True)
class Ready:
    security: tuple[Header, ...] = ()
    keeps: bool = False  # what the upstream says itself
    caching: Caching | None = None
    always: Edits = NO_EDITS

    @property
    def edits(self) -> Edits:
        """What an answer gets whatever it is."""
        return self.always if self.keeps else self.forced

    @property
    def forced(self) -> Edits:
        dropped = frozenset(name for name, _ in self.security if name != CONTENT_POLICY)
        return self.always.then(Edits(dropped, self.security))

    @property
    def of_an_own_answer(self) -> Edits:
        """Where the gateway answers by itself, and never an error of anybody."""
        if self.caching is None:
            return self.forced
        return self.forced.then(Edits(CACHE_FIELDS, ((b"cache-control", self.caching.control),)))


def compile_ready(
    route: RouteSpec, spec: Spec, faults: list[Fault], *, is_public: bool, deprecated: Deprecation | None = None
) -> Ready:
    security, cache = route.security or spec.server.security, route.cache or spec.default_cache
    if cache and cache.control == _SHARED and not is_public:
        message = f"answers of route `{route.name}` to callers who show who they are would be kept for everybody"
        faults.append(Fault((route.cache or route.name).at, "cache-shared", message, "`private`, or `require: public`"))
    return Ready(
        compile_security(security, faults) if security else (),
        keeps=security.keep if security else False,
        caching=Caching(_control(cache), cache.keep) if cache else None,
        always=deprecated.edits if deprecated else NO_EDITS,
    )


def compile_security(spec: SecuritySpec, faults: list[Fault]) -> tuple[Header, ...]:
    compiled = compile_edits(EditsSpec(set=spec.fields), faults, of_a_request=False, also_owned=_SAID_ELSEWHERE)
    own = dict(compiled.added)
    there = dict(SETS[spec.ready])
    known = [name.decode() for name in there]
    strange = [name for name in spec.without if there.pop(name.text.lower().encode(), None) is None]
    faults.extend(unknown("header", name.text, name.at, known) for name in strange)
    return tuple((there | own).items())


def _control(spec: CacheSpec) -> bytes:
    age = "" if spec.age is None else f", max-age={int(spec.age)}"
    return f"{spec.control}{age}".encode()
