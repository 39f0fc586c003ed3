"""Versions of the API: a route of a version becomes ordinary routes, by a prefix of the path or by a header.

By path, the public path begins with the version and the upstream's does not. By header, a route takes calls that name
its version; the default one also those that have no such header at all, so that no call that names another version
falls through to it (docs/decisions/0130).
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from domain.spec.fault import Fault, unknown
from domain.spec.place import Text
from domain.spec.route import DestinationSpec, EditsSpec, RewriteSpec, RouteSpec
from domain.spec.spec import Spec
from domain.spec.versions import HEADER, VersionsSpec

PLACE = "{version}"
NO_VERSION = "default"  # ends the name of the route for calls that name none
_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_VARY = "vary"


def versioned(spec: Spec, faults: list[Fault]) -> tuple[RouteSpec, ...]:
    """All routes; those of a version without one, each in its place."""
    if spec.versions is None:
        faults.extend(map(_undefined, filter(lambda route: route.versions, spec.routes)))
        return tuple(replace(route, versions=()) for route in spec.routes)
    faults.extend(_faults(spec.versions, spec.routes))
    made = tuple(one for route in spec.routes for one in _Versions(spec.versions, faults).of(route))
    faults.extend(_taken(made))
    return made


@dataclass(frozen=True, slots=True)
class _Versions:
    spec: VersionsSpec
    faults: list[Fault]

    def of(self, route: RouteSpec) -> Iterator[RouteSpec]:
        versions = {version.text: version for version in route.versions}
        bare = replace(route, versions=())
        if not versions:
            yield bare
        for version in versions.values():
            if not _VERSION.fullmatch(version.text) or version.text == NO_VERSION:
                message = f"`{version}` is no version"
                self.faults.append(Fault(version.at, "version-malformed", message, 'like `"2"` or `2024-06-01`'))
                continue
            named = replace(bare, name=_named(route.name, version.text)) if len(versions) > 1 else bare
            yield from self._of_one(named, bare, version)

    def _of_one(self, route: RouteSpec, bare: RouteSpec, version: Text) -> Iterator[RouteSpec]:
        if self.spec.by.text != HEADER:
            yield _below(route, _prefix(self.spec, version)) if self.spec.prefix else route
        elif self.spec.name is not None:
            yield self._asking(route, self.spec.name, version.text)
            if self.spec.default is not None and self.spec.default.text == version.text:
                yield self._asking(replace(bare, name=_named(bare.name, NO_VERSION)), self.spec.name, None)

    def _asking(self, route: RouteSpec, name: Text, version: str | None) -> RouteSpec:
        if any(one.lower() == name.text.lower() for one, _ in route.match.headers):
            message = f"route `{route.name}` asks for `{name}` by itself, and has a version"
            self.faults.append(Fault(route.match.path.at, "version-repeated", message, "one of the two"))
        match = replace(route.match, headers=(*route.match.headers, (name.text, version)))
        return replace(route, match=match, response=_varied(route, name))


def _named(name: Text, ending: str) -> Text:
    return Text(f"{name}.{ending}", name.at)


def _varied(route: RouteSpec, name: Text) -> EditsSpec:
    """Caches have to know by what an answer was chosen (RFC 9110, 12.5.5), unless the route says that itself."""
    edits = route.response
    own = (*(field for field, _ in (*edits.set, *edits.add)), *edits.remove)
    if route.to is None or any(field.text.lower() == _VARY for field in own):
        return edits
    return replace(edits, add=(*edits.add, (Text(_VARY, name.at), name.text)))


def _prefix(spec: VersionsSpec, version: Text) -> Text:
    assert spec.prefix is not None  # noqa: S101
    return Text(spec.prefix.text.rstrip("/").replace(PLACE, version.text), version.at)


def _below(route: RouteSpec, prefix: Text) -> RouteSpec:
    """The upstream gets the path without the version where nobody says otherwise."""
    path = Text(prefix.text + route.match.path.text, route.match.path.at)
    moved = replace(route, match=replace(route.match, path=path))
    if route.to is None:
        return moved
    ways = tuple(_stripped_way(way, prefix) for way in route.to)
    return replace(moved, to=ways, rewrite=_stripped(route.rewrite or RewriteSpec(), prefix))


def _stripped_way(way: DestinationSpec, prefix: Text) -> DestinationSpec:
    return way if way.rewrite is None else replace(way, rewrite=_stripped(way.rewrite, prefix))


def _stripped(rewrite: RewriteSpec, prefix: Text) -> RewriteSpec:
    has_own = rewrite.path or rewrite.strip or rewrite.prefix
    return rewrite if has_own else replace(rewrite, strip=prefix)


def _undefined(route: RouteSpec) -> Fault:
    message = f"route `{route.name}` has a version, and nothing says how calls name one"
    hint = "`versions: {by: header, name: x-api-version}` at the top"
    return Fault(route.versions[0].at, "version-undefined", message, hint)


def _faults(spec: VersionsSpec, routes: tuple[RouteSpec, ...]) -> Iterator[Fault]:
    if spec.by.text == HEADER:
        if spec.name is None or spec.prefix is not None:
            yield Fault(spec.by.at, "versions-unfit", "a header has a name, and no prefix", "`name: x-api-version`")
        known = dict.fromkeys(version.text for route in routes for version in route.versions)
        if spec.default is not None and known and spec.default.text not in known:
            yield unknown("version", spec.default.text, spec.default.at, known)
        return
    if spec.prefix is None or spec.name is not None or spec.default is not None:
        message = "versions by path have a prefix, and neither a name nor a default"
        hint = "`prefix: /v{version}`; a path without a version is a route without `version`"
        yield Fault(spec.by.at, "versions-unfit", message, hint)
    elif not spec.prefix.text.startswith("/") or spec.prefix.text.count(PLACE) != 1:
        message = f"`{spec.prefix}` is no beginning of a path with `{PLACE}` in it"
        yield Fault(spec.prefix.at, "versions-unfit", message, f"like `/v{PLACE}`")


def _taken(routes: tuple[RouteSpec, ...]) -> Iterator[Fault]:
    """A route that somebody wrote under the name of one that is made."""
    counted = Counter(route.name.text for route in routes)
    for name in (route.name for route in routes if counted[route.name.text] > 1):
        hint = "another name: the one with the point is made"
        yield Fault(name.at, "route-twice", f"there is a route `{name}` already, that is made", hint)
