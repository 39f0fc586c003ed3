"""The headers by which an upstream is told of the caller: `{x-user: subject, x-tenant: {claim: tenant}}`."""

from adapters.config.shapes import Refused, only_entry, table
from adapters.config.shown import shown
from adapters.config.texts import read_token_key, read_word
from adapters.config.tree import Key, Table, Value
from domain.spec.fault import Fault, nearest
from domain.spec.place import Text
from domain.spec.upstream import ToldSpec

WORDS = ("subject", "roles", "permissions", "tenant")
USES = ("pass", "drop")


def read_told(key: Key, value: Value) -> ToldSpec:
    header = Text(read_token_key(key), key.at)
    if isinstance(value, Table):
        _, path = only_entry(value, "told", ("claim",))
        return ToldSpec(header, "claim", read_word(path).text)
    word = read_word(value)
    if word.text not in WORDS:
        message = f"{shown(word.text)} is nothing that an upstream can be told"
        raise Refused(Fault(word.at, "told-unknown", message, nearest(word.text, (*WORDS, "{claim: …}"))))
    return ToldSpec(header, word.text)


def read_all_told(value: Value) -> tuple[ToldSpec, ...]:
    return tuple(read_told(key, inside) for key, inside in table(value, "`{x-user: subject}`").items())


def read_token_use(value: Value) -> bool:
    """Whether the token is passed on."""
    return _is_passed(value, "token")


def read_key_use(value: Value) -> bool:
    """Whether the API key is passed on."""
    return _is_passed(value, "key")


def _is_passed(value: Value, what: str) -> bool:
    word = read_word(value)
    if word.text not in USES:
        message = f"{shown(word.text)} is nothing to do with a {what}"
        raise Refused(Fault(word.at, f"{what}-use-unknown", message, "`pass` or `drop`"))
    return word.text == "pass"
