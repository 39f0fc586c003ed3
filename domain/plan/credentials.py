"""Compiles credentials: which ones a route accepts, in the order written. All kinds share one set of names."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field

from domain.identity.cookie import Cookie
from domain.identity.failures import FailureTerms
from domain.spec.fault import Fault, unknown
from domain.spec.identity import CookieSpec, FailuresSpec
from domain.spec.place import Text
from domain.spec.route import RouteSpec
from domain.spec.spec import Spec

_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(?::[0-9]{1,5})?|https?://\[[0-9a-f:]+\](?::[0-9]{1,5})?")


def compile_cookies(spec: Spec, faults: list[Fault]) -> dict[str, Cookie]:
    issuers = {one.name.text for kind in (spec.issuers, spec.lookups.introspections) for one in kind}
    for cookie in spec.cookies:
        faults.extend(_cookie_faults(cookie, issuers))
    return {cookie.name.text: _cookie(cookie) for cookie in spec.cookies}


def _cookie(spec: CookieSpec) -> Cookie:
    origins = frozenset(origin.text.encode() for origin in spec.origins)
    return Cookie(spec.cookie.text.encode(), origins, spec.issuer.text, at=spec.name.at)


def _cookie_faults(spec: CookieSpec, issuers: set[str]) -> Iterator[Fault]:
    if spec.issuer.text not in issuers:
        yield unknown("issuer", spec.issuer.text, spec.issuer.at, issuers)
    for origin in spec.origins:
        if not _ORIGIN.fullmatch(origin.text):
            hint = "`https://name` or `https://name:port`, without a path"
            yield Fault(origin.at, "origin-malformed", f"`{origin}` is not an origin", hint)


def repeated_names(spec: Spec) -> Iterator[Fault]:
    seen = set[str]()
    for name in _names(spec):
        if name.text in seen:
            message = f"two credentials are named `{name}`"
            yield Fault(name.at, "credential-repeated", message, "issuers, cookies… share one set of names")
        seen.add(name.text)


def _names(spec: Spec) -> list[Text]:
    kinds = (spec.issuers, spec.cookies, spec.lookups.introspections, spec.api_keys, spec.certificates)
    return [one.name for kind in kinds for one in kind]


@dataclass(frozen=True, slots=True)
class CredentialCompiler:
    """For one route after the other; `addresses` are the issuers' own, by their names, `headers` those of keys…"""

    known: tuple[str, ...]
    default: tuple[Text, ...]
    addresses: Mapping[str, str]
    headers: Mapping[str, str] = field(default_factory=dict)
    guessable: frozenset[str] = frozenset()  # too many bad ones of these are a reason not to look any more
    faults: list[Fault] = field(default_factory=list)
    introspected: frozenset[str] = frozenset()

    def accepted(self, route: RouteSpec) -> tuple[str, ...]:
        """The route's own, else the default ones, else the only one there is."""
        named = route.credentials or self.default
        if not named:
            return self._only_one(route)
        for name in route.credentials:
            if name.text not in self.known:
                self.faults.append(unknown("credential", name.text, name.at, self.known))
        self.faults.extend(self._ambiguous(named))
        return tuple(dict.fromkeys(name.text for name in named))

    def _only_one(self, route: RouteSpec) -> tuple[str, ...]:
        if len(self.known) != 1:
            message = f"route `{route.name}` needs a credential and none is named for it"
            hint = "`defaults: {credentials: […]}`"
            self.faults.append(Fault(route.name.at, "credentials-missing", message, hint))
        return self.known[:1]

    def _ambiguous(self, named: tuple[Text, ...]) -> Iterator[Fault]:
        taken = {name: f"the tokens of one issuer, `{address}`" for name, address in self.addresses.items()}
        taken |= {name: f"what stands in one header, `{header}`" for name, header in self.headers.items()}
        seen = dict[str, str]()
        for name in named:
            what = taken.get(name.text)
            if what is not None and seen.setdefault(what, name.text) != name.text:
                message = f"`{seen[what]}` and `{name}` take {what}"
                yield Fault(name.at, "credentials-ambiguous", message, "one of the two")
        opaque = list({name.text: name for name in named if name.text in self.introspected}.values())
        for name in opaque[1:]:
            message = f"`{opaque[0]}` and `{name}` both take tokens that only their servers can read"
            yield Fault(name.at, "credentials-ambiguous", message, "one of the two")


def credentials_of(spec: Spec, faults: list[Fault]) -> CredentialCompiler:
    faults.extend(repeated_names(spec))
    known = tuple(dict.fromkeys(name.text for name in _names(spec)))
    strangers = [name for name in spec.default_credentials if name.text not in known]
    faults.extend(unknown("credential", name.text, name.at, known) for name in strangers)
    addresses = {one.name.text: one.issuer.text for one in spec.issuers}
    headers = {one.name.text: one.header.text.lower() for kind in (spec.api_keys, spec.certificates) for one in kind}
    introspected = frozenset(one.name.text for one in spec.lookups.introspections)
    carriers = frozenset(one.name.text for one in spec.cookies if one.issuer.text in introspected)
    guessable = carriers | introspected.union(one.name.text for one in spec.api_keys)
    return CredentialCompiler(known, spec.default_credentials, addresses, headers, guessable, faults, introspected)


def compile_failures(spec: FailuresSpec) -> FailureTerms:
    return FailureTerms(**{name: value for name, value in asdict(spec).items() if value is not None})
