"""`checks.py:quantity_in_stock`: a function in a Python file beside the configuration. Read here, run nowhere."""

import re

from adapters.config.files import found
from adapters.config.shapes import Refused
from adapters.config.shown import shown
from adapters.config.snapshot import Snapshot
from adapters.config.texts import read_word
from adapters.config.tree import Value
from adapters.config.yaml_file import MIB, name_of, text_of
from domain.spec.check import Check
from domain.spec.fault import Fault
from domain.spec.place import Text

_FORM = re.compile(r"(?P<file>.+\.py):(?P<name>[A-Za-z_][A-Za-z0-9_]*)")


def read_check(value: Value, snapshot: Snapshot) -> Check:
    word = read_word(value)
    named = _FORM.fullmatch(word.text)
    if named is None:
        message = f"{shown(word.text)} names no function in a file"
        raise Refused(Fault(word.at, "check-malformed", message, "like `checks.py:quantity_in_stock`"))
    path = found(Text(named["file"], word.at), snapshot.folder)
    if isinstance(path, Fault):
        raise Refused(path)
    shown_as = name_of(snapshot.folder / named["file"])
    text = text_of(path, shown_as, largest=MIB)
    if isinstance(text, Fault):
        raise Refused(text)
    snapshot.keep_document(shown_as, named["file"], text)
    return Check(shown_as, named["name"], text, word.at)
