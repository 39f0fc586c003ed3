"""Fields that are one word of a few: any other is a fault that names the nearest."""

from adapters.config.shapes import Refused
from adapters.config.shown import shown
from adapters.config.texts import read_word
from adapters.config.tree import Value
from domain.spec.fault import Fault, nearest
from domain.spec.server import ENCODINGS


def read_paths(value: Value) -> str:
    return _chosen(value, ("reject", "normalise"), "paths-unknown", "no way to treat a path")


def read_encoding(value: Value) -> str:
    return _chosen(value, ENCODINGS, "encoding-unknown", "no coding that Limen can make")


def read_subject(value: Value) -> str:
    return _chosen(value, ("uri", "dns", "subject", "hash"), "subject-unknown", "no name in a certificate")


def read_which(value: Value) -> str:
    return _chosen(value, ("only", "first", "last"), "element-unknown", "none of the elements")


def _chosen(value: Value, known: tuple[str, ...], code: str, what: str) -> str:
    word = read_word(value)
    if word.text not in known:
        raise Refused(Fault(word.at, code, f"{shown(word.text)} is {what}", nearest(word.text, known)))
    return word.text
