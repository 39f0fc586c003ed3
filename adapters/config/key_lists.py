"""The key `keys` of API keys: a list of entries, or `{file: path}`, a file that holds such a list below `keys`.

A file of keys has no variables: `${` is just text there.
"""

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationInfo

from adapters.config.documents import read_document, validated
from adapters.config.files import found
from adapters.config.models_api_keys import KeyListModel
from adapters.config.shapes import Refused, only_entry, table
from adapters.config.snapshot import Snapshot
from adapters.config.texts import read_word
from adapters.config.tree import Key, Listing, Table, Value
from adapters.config.yaml_file import MIB, name_of, text_of
from domain.spec.api_keys import ApiKeySpec
from domain.spec.fault import Fault

LARGEST = MIB  # of a file of keys: some 5,000, taken up in a second (docs/decisions/0083)
_HINT = "a list of keys, or `{file: path}`"


@dataclass(frozen=True, slots=True)
class KeyList:
    keys: tuple[ApiKeySpec, ...]
    file: Path | None = None


def read_key_list(value: Value, info: ValidationInfo[Snapshot]) -> KeyList:
    """`info.context` is the reading that this is a part of."""
    snapshot = info.context
    if isinstance(value, Listing):
        alone = Table(value.at, {Key("keys", value.at): value})
        return KeyList(_specs(validated(alone, snapshot, KeyListModel)))
    _, written = only_entry(table(value, _HINT), "keys", ("file",), is_private=True)
    path = read_word(written)
    whole = found(path, snapshot.folder)
    if isinstance(whole, Fault):
        raise Refused(whole)
    name = name_of(snapshot.folder / path.text)
    return KeyList(
        _specs(read_document(_text_in(whole, name, path.text, snapshot), name, snapshot, KeyListModel)), whole
    )


def keys_in(path: Path) -> tuple[ApiKeySpec, ...]:
    """Those of a file alone. Raises Refused."""
    snapshot = Snapshot(path.parent, {})
    text = _text_in(path, name_of(path), path.name, snapshot)
    return _specs(read_document(text, name_of(path), snapshot, KeyListModel))


def _text_in(path: Path, name: str, written: str, snapshot: Snapshot) -> str:
    text = text_of(path, name, largest=LARGEST)
    if isinstance(text, Fault):
        raise Refused(text)
    snapshot.keep_text(name, written, text)
    return text


def _specs(document: KeyListModel | tuple[Fault, ...]) -> tuple[ApiKeySpec, ...]:
    if isinstance(document, tuple):
        raise Refused(*document)
    return document.specs()
