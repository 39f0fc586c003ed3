"""The key `require`: a tree of requirements, read by hand: a pydantic union complains about every branch not meant."""

from collections.abc import Callable
from typing import Annotated

from pydantic import PlainValidator

from adapters.config.shapes import Refused, each, listing, only_entry, scalar, table
from adapters.config.shown import shown
from adapters.config.texts import read_value, read_word
from adapters.config.tree import Key, Kind, Listing, Scalar, Table, Value
from domain.spec.fault import Fault, nearest
from domain.spec.place import Text
from domain.spec.requirement import (
    AllOf,
    AnyOf,
    Authenticated,
    Claim,
    Not,
    Permission,
    Public,
    Requirement,
    Role,
    Subject,
)


def read_requirement(value: Value) -> Requirement:
    if isinstance(value, Scalar):
        return _bare(value)
    if isinstance(value, Listing) or (isinstance(value, Table) and len(value) > 1):
        message = "this does not say whether any or all of it is required"
        raise Refused(Fault(value.at, "requirement-malformed", message, "`{any_of: […]}` or `{all_of: […]}`"))
    key, inside = only_entry(table(value), "requirement", _READERS)
    return _READERS[key](key, inside)


def _bare(word: Scalar) -> Requirement:
    match word.text:
        case "public":
            return Public(word.at)
        case "authenticated":
            return Authenticated(word.at)
    message = f"{shown(word.written)} is no requirement" if word.written else "nothing is required here"
    raise Refused(Fault(word.at, "requirement-unknown", message, _meant(word)))


def _meant(word: Scalar) -> str:
    near = nearest(word.text, ("public", "authenticated"))
    if word.kind is not Kind.TEXT or near.startswith("did"):
        return near if word.kind is Kind.TEXT else "`public`, `authenticated`, `{role: …}`, `{permission: …}`"
    kind = "permission" if ":" in word.written else "role"
    return f"did you mean `{{{kind}: {shown(word.written)[1:-1]}}}`?"


def _claims(key: Key, value: Value) -> Requirement:
    stated = table(value, "like `{claim: {tenant: acme}}`")
    if not stated:
        raise Refused(Fault(value.at, "requirement-malformed", "no claim is named", "like `{claim: {tenant: acme}}`"))
    claims = each(_claim, stated.items())
    return claims[0] if len(claims) == 1 else AllOf(key.at, claims)


def _claim(entry: tuple[Key, Value]) -> Claim:
    path, value = entry
    written = scalar(value)
    if not path:
        raise Refused(Fault(path.at, "requirement-malformed", "a claim has no name", "like `{claim: {tenant: acme}}`"))
    return Claim(Text(str(path), path.at), _stated(written))


def _stated(written: Scalar) -> str | int | bool:
    match written.kind:
        case Kind.INT:
            return int(written.text)
        case Kind.BOOL:
            return written.text == "true"
        case _:
            return read_value(written)


_READERS: dict[str, Callable[[Key, Value], Requirement]] = {
    "role": lambda _, value: Role(read_word(value)),
    "permission": lambda _, value: Permission(read_word(value)),
    "claim": _claims,
    "subject": lambda _, value: Subject(read_word(value)),
    "any_of": lambda key, value: AnyOf(key.at, each(read_requirement, listing(value))),
    "all_of": lambda key, value: AllOf(key.at, each(read_requirement, listing(value))),
    "not": lambda key, value: Not(key.at, read_requirement(value)),
}

Require = Annotated[Requirement, PlainValidator(read_requirement)]
