"""The keys of a resource that are read by hand: who may do what, schemas, filters, the parameter of an item."""

from adapters.config.requirements import read_requirement
from adapters.config.schema_files import ENDINGS, HINT
from adapters.config.shapes import Refused, each, listing, table
from adapters.config.shown import shown
from adapters.config.texts import read_name, read_word
from adapters.config.tree import Key, Kind, Scalar, Table, Value
from domain.spec.fault import Fault, nearest
from domain.spec.place import Text
from domain.spec.requirement import Permission, Requirement, Role
from domain.spec.resource import ACTIONS

Access = tuple[tuple[Text, Requirement], ...]


def read_actions(value: Value) -> Access:
    return each(_allowed, table(value, "like `{list: viewer, read: viewer, create: manager}`").items())


def _allowed(entry: tuple[Key, Value]) -> tuple[Text, Requirement]:
    """A word is a role, with a colon in it a permission; what else may be required may stand here too."""
    action, value = entry
    if action not in ACTIONS:
        raise Refused(Fault(action.at, "action-unknown", f"{shown(action)} is no action", nearest(action, ACTIONS)))
    named = Text(str(action), action.at)
    if not isinstance(value, Scalar) or value.text in ("public", "authenticated"):
        return named, read_requirement(value)
    word = read_word(value)
    return named, Permission(word) if ":" in word.text else Role(word)


def read_item(value: Value) -> Value:
    """A schema, or the path of one: read when it is known what it stands for."""
    if isinstance(value, Table) or (isinstance(value, Scalar) and value.kind is Kind.BOOL):
        return value
    path = read_word(value)
    if not path.text.endswith(ENDINGS):
        raise Refused(Fault(path.at, "schema-malformed", f"{shown(path.text)} is no schema", HINT))
    return value


def read_filters(value: Value) -> Table:
    """Members by name, or parameters with their schemas."""
    if isinstance(value, Table):
        each(read_name, value)
        return value
    words = each(read_word, listing(value))
    return Table(value.at, {Key(word.text, word.at): Scalar("", "", word.at, Kind.NULL) for word in words})


def as_id(value: Value) -> Value:
    return Table(value.at, {Key("name", value.at): value}) if isinstance(value, Scalar) else value
