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
from adapters.config.texts import read_word
from adapters.config.tree import Key, Listing, Table, Value
from adapters.config.yaml_file import MIB, text_of
from domain.spec.api_keys import ApiKeySpec
from domain.spec.fault import Fault

LARGEST = MIB  # of a file of keys: some 5,000, taken up in a second (docs/decisions/0083)
_HINT = "a list of keys, or `{file: path}`"


@dataclass(frozen=True, slots=True)
class KeyList:
    keys: tuple[ApiKeySpec, ...]
    file: Path | None = None


def read_key_list(value: Value, info: ValidationInfo[Path]) -> KeyList:
    """`info.context` is the folder of the config file."""
    folder = info.context
    if isinstance(value, Listing):
        alone = Table(value.at, {Key("keys", value.at): value})
        return KeyList(_specs(validated(alone, folder, KeyListModel)))
    _, written = only_entry(table(value, _HINT), "keys", ("file",), is_private=True)
    path = read_word(written)
    whole = found(path, folder)
    if isinstance(whole, Fault):
        raise Refused(whole)
    return KeyList(keys_in(whole, str(folder / path.text)), whole)


def keys_in(path: Path, name: str) -> tuple[ApiKeySpec, ...]:
    """Those of a file, by `name` in faults. Raises Refused."""
    text = text_of(path, name, largest=LARGEST)
    if isinstance(text, Fault):
        raise Refused(text)
    return _specs(read_document(text, name, path.parent, None, KeyListModel))


def _specs(document: KeyListModel | tuple[Fault, ...]) -> tuple[ApiKeySpec, ...]:
    if isinstance(document, tuple):
        raise Refused(*document)
    return document.specs()
