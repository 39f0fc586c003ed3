"""Who may call an operation: what the file says of it by name; else what its tags or its own `security` say.

Fail closed: an operation of which nothing says it is a fault, and so is one that a document opens to everybody, unless
the file allows that.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.openapi.operations import Operation, Operations
from domain.openapi.pointers import members
from domain.spec.document import Json
from domain.spec.fault import Fault, nearest
from domain.spec.from_openapi import SCOPES, TABLE, TAGS, FromOpenApiSpec
from domain.spec.place import Place, Text
from domain.spec.requirement import AllOf, AnyOf, Authenticated, Permission, Public, Requirement

_HINTS = {
    TAGS: "a tag of it below `require`, or its name",
    SCOPES: "`security` in the document, or its name below `require`",
    TABLE: "its name below `require`",
}


@dataclass(frozen=True, slots=True)
class OperationAccess:
    spec: FromOpenApiSpec
    default: Requirement | None  # of whoever may call what nothing else speaks of, by `defaults`
    faults: list[Fault]

    def of(self, operation: Operation) -> Requirement | None:
        """None where the defaults hold. Beside a fault, something that is none itself."""
        named = self._named(operation)
        if named is not None:
            return named
        stated = tuple(self._stated(operation))
        if stated:
            return stated[0] if len(stated) == 1 else AllOf(operation.place, stated)
        if isinstance(self.default, Public):
            return self._public(operation)
        if self.default is not None:
            return None
        message = f"nothing says who may call operation `{operation.name}`"
        return self._faulty(operation, "operation-unguarded", message, _HINTS[self.spec.require_by])

    def in_vain(self, operations: Operations) -> Iterator[Fault]:
        """Names below `require` that mean nothing."""
        tags = {tag for one in operations.all for tag in one.tags} if self.spec.require_by == TAGS else set()
        for name, _ in self.spec.require:
            if name.text not in tags and operations.of(name.text) is None:
                known = tags | {one.name for one in operations.all}
                message = f"`{name}` is no {'tag and no ' if tags else ''}operation of the document"
                yield Fault(name.at, "operation-unknown", message, nearest(name.text, known))

    def _named(self, operation: Operation) -> Requirement | None:
        names = {operation.id, f"{operation.method} {operation.path}"}
        return next((requirement for name, requirement in self.spec.require if name.text in names), None)

    def _stated(self, operation: Operation) -> Iterator[Requirement]:
        """All of it has to be so."""
        if self.spec.require_by == TAGS:
            yield from (requirement for name, requirement in self.spec.require if name.text in operation.tags)
        elif self.spec.require_by == SCOPES:
            yield from self._by_security(operation)

    def _by_security(self, operation: Operation) -> Iterator[Requirement]:
        """One of what is written there, of each all."""
        security = _security(operation)
        if security is None:
            return
        at = operation.place
        ways = tuple(_way(one, at) for one in security if one)
        if len(ways) < len(security) or not ways:
            yield self._public(operation)
        else:
            yield ways[0] if len(ways) == 1 else AnyOf(at, ways)

    def _public(self, operation: Operation) -> Requirement:
        if self.spec.may_be_public:
            return Public(operation.place)
        message = f"anybody may call operation `{operation.name}`, as the document or the defaults say"
        hint = "`public: allowed`, or say below `require` who may call it"
        return self._faulty(operation, "operation-public", message, hint)

    def _faulty(self, operation: Operation, code: str, message: str, hint: str) -> Requirement:
        self.faults.append(Fault(operation.place, code, message, hint))
        return Authenticated(operation.place)


def _security(operation: Operation) -> list[Json] | None:
    """None: nothing is said."""
    of_all = operation.spec.document.value.get("security")
    security = operation.spec.value.get("security", of_all)
    return security if isinstance(security, list) else None


def _way(schemes: Json, at: Place) -> Requirement:
    """All of its scopes as permissions; whoever is known, where it has none."""
    scopes = [scope for listed in members(schemes).values() if isinstance(listed, list) for scope in listed]
    needed = tuple(Permission(Text(str(scope), at)) for scope in dict.fromkeys(map(str, scopes)))
    if not needed:
        return Authenticated(at)
    return needed[0] if len(needed) == 1 else AllOf(at, needed)
