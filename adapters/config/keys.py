"""The key `keys` of an issuer: `discover`, `{jwks: URL}`, `{jwks_file: path}`, `{pem_file: path}`, `{secret: …}`.

No fault of this file shows what was written: a secret that stands in the wrong place is a secret still.
"""

from pathlib import Path

from pydantic import ValidationInfo

from adapters.config.files import found, pem_at
from adapters.config.secrets import read_file, secret_text
from adapters.config.shapes import Refused, only_entry, table
from adapters.config.snapshot import Snapshot
from adapters.config.texts import read_word
from adapters.config.tree import Scalar, Table, Value
from domain.spec.fault import Fault
from domain.spec.identity import KeysSpec

_HINT = "`discover`, `{jwks: URL}`, `{jwks_file: path}`, `{pem_file: path}` or `{secret: …}`"
KINDS = ("jwks", "jwks_file", "pem_file", "secret")


def read_keys(value: Value, info: ValidationInfo[Snapshot]) -> KeysSpec:
    """`info.context` is the reading that this is a part of."""
    if isinstance(value, Scalar):
        if value.text == "discover":
            return KeysSpec(value.at, "discover")
        raise Refused(Fault(value.at, "keys-malformed", "this does not say where keys come from", _HINT))
    kind, inside = only_entry(table(value, _HINT), "keys", KINDS, is_private=True)
    match str(kind):
        case "secret":
            return _secret(inside, info.context)
        case "jwks_file":
            return KeysSpec(inside.at, "jwks_file", str(_or_refused(found(read_word(inside), info.context.folder))))
        case "pem_file":
            return KeysSpec(inside.at, "pem_file", str(_or_refused(pem_at(read_word(inside), info.context))))
        case _:
            return KeysSpec(inside.at, "jwks", read_word(inside).text)


def _secret(value: Value, snapshot: Snapshot) -> KeysSpec:
    found = read_file(value, snapshot) if isinstance(value, Table) else secret_text(value)
    return KeysSpec(value.at, "secret", found.text)


def _or_refused(outcome: Path | Fault) -> Path:
    if isinstance(outcome, Fault):
        raise Refused(outcome)
    return outcome
