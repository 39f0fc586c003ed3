"""The keys `require`, `deny` and `access`: trees of requirements, and a table of them.

Read by hand: a pydantic union complains about every branch that was not meant.
"""

from collections.abc import Callable
from typing import Annotated

from pydantic import PlainValidator

from adapters.config.comparisons import read_test
from adapters.config.shapes import Refused, each, listing, only_entry, scalar, table
from adapters.config.shown import shown
from adapters.config.texts import read_token_key, read_word
from adapters.config.times import read_times
from adapters.config.tree import Key, Kind, Listing, Scalar, Table, Value
from domain.spec.comparison import Test
from domain.spec.fault import Fault, nearest
from domain.spec.place import Text
from domain.spec.requirement import (
    AllOf,
    AnyOf,
    Authenticated,
    Claim,
    Client,
    Header,
    Named,
    Not,
    Permission,
    Public,
    Requirement,
    Role,
    Subject,
)
from domain.spec.route import AccessSpec


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
    return _compared(key, value, "claim", lambda path, test: Claim(Text(str(path), path.at), test))


def _headers(key: Key, value: Value) -> Requirement:
    return _compared(key, value, "header", lambda name, test: Header(Text(read_token_key(name), name.at), test))


def _compared(key: Key, value: Value, what: str, meant: Callable[[Key, Test], Requirement]) -> Requirement:
    """Several are all required."""
    hint = f"like `{{{what}: {_EXAMPLES[what]}}}`"
    stated = table(value, hint)
    if not stated:
        raise Refused(Fault(value.at, "requirement-malformed", f"no {what} is named", hint))

    def read(entry: tuple[Key, Value]) -> Requirement:
        if not entry[0]:
            raise Refused(Fault(entry[0].at, "requirement-malformed", f"a {what} has no name", hint))
        return meant(entry[0], read_test(entry[1]))

    compared = each(read, stated.items())
    return compared[0] if len(compared) == 1 else AllOf(key.at, compared)


def _client(value: Value) -> Requirement:
    """One network, or a list of them."""
    networks = each(read_word, value if isinstance(value, Listing) else (scalar(value),))
    if not networks:
        raise Refused(Fault(value.at, "list-empty", "the list is empty", "name at least one"))
    return Client(networks)


def read_access(value: Value) -> AccessSpec:
    levels = table(value, "like `{GET: viewer, POST: manager}`")
    return AccessSpec(value.at, each(_level, levels.items()))


def _level(entry: tuple[Key, Value]) -> tuple[Text, Requirement]:
    """A word is a role; what else may be required may stand here too."""
    method, value = entry
    is_role = isinstance(value, Scalar) and value.text not in ("public", "authenticated")
    return Text(str(method), method.at), Role(read_word(value)) if is_role else read_requirement(value)


_EXAMPLES = {"claim": "{tenant: acme}", "header": '{x-stage: "beta"}'}
_READERS: dict[str, Callable[[Key, Value], Requirement]] = {
    "role": lambda _, value: Role(read_word(value)),
    "permission": lambda _, value: Permission(read_word(value)),
    "claim": _claims,
    "header": _headers,
    "client": lambda _, value: _client(value),
    "time": read_times,
    "policy": lambda _, value: Named(read_word(value)),
    "subject": lambda _, value: Subject(read_word(value)),
    "any_of": lambda key, value: AnyOf(key.at, each(read_requirement, listing(value))),
    "all_of": lambda key, value: AllOf(key.at, each(read_requirement, listing(value))),
    "not": lambda key, value: Not(key.at, read_requirement(value)),
}

Require = Annotated[Requirement, PlainValidator(read_requirement)]
Access = Annotated[AccessSpec, PlainValidator(read_access)]
