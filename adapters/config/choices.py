"""Fields that are one word of a few: any other is a fault that names the nearest."""

from adapters.config.shapes import Refused, scalar
from adapters.config.shown import shown
from adapters.config.texts import read_word
from adapters.config.tree import Value
from domain.message.ready import SETS
from domain.plan.presets import PRESETS
from domain.spec.composition import MERGES, OTHERS
from domain.spec.contract import MODES, UNKNOWN
from domain.spec.fault import Fault, nearest
from domain.spec.from_openapi import GUIDES
from domain.spec.handling import LINKS, MEANS
from domain.spec.place import Text
from domain.spec.portal import VIEWS
from domain.spec.resource import PAGING
from domain.spec.server import ENCODINGS
from domain.spec.versions import WAYS

PATHS = ("reject", "normalise")
FAILING = ("closed", "open")
UNNAMED = ("refuse", "accept")
TOKEN_TYPES = ("at+jwt", "JWT")
UNMAPPED = ("keep", "drop")
SUBJECTS = ("uri", "dns", "subject", "hash")
REFUSE = "refuse"
ENDS = ("answer", REFUSE)
OPENINGS = ("refused", "allowed")
WHICH = ("only", "first", "last")


def read_paths(value: Value) -> str:
    return _chosen(value, PATHS, "paths-unknown", "no way to treat a path")


def read_encoding(value: Value) -> str:
    return _chosen(value, ENCODINGS, "encoding-unknown", "no coding that Limen can make")


def read_failing(value: Value) -> str:
    return _chosen(value, FAILING, "fail-unknown", "no way to fail")


def read_unnamed(value: Value) -> str:
    return _chosen(value, UNNAMED, "unnamed-unknown", "no way to treat a token without a name")


def read_preset(value: Value) -> str:
    return _chosen(value, tuple(PRESETS), "preset-unknown", "no preset")


def read_token_type(value: Value) -> str:
    return _chosen(value, TOKEN_TYPES, "token-type-unknown", "no type of an access token")


def read_unmapped(value: Value) -> Text:
    """With its place."""
    return Text(_chosen(value, UNMAPPED, "unmapped-unknown", "nothing to do with a role"), scalar(value).at)


def read_subject(value: Value) -> str:
    return _chosen(value, SUBJECTS, "subject-unknown", "no name in a certificate")


def read_which(value: Value) -> str:
    return _chosen(value, WHICH, "element-unknown", "none of the elements")


def read_view(value: Value) -> str:
    return _chosen(value, VIEWS, "view-unknown", "no view of the API")


def read_merge(value: Value) -> str:
    return _chosen(value, MERGES, "merge-unknown", "no way to merge")


def read_others(value: Value) -> str:
    return _chosen(value, OTHERS, "others-unknown", "nothing to do with an answer")


def read_unknown_query(value: Value) -> str:
    return _chosen(value, UNKNOWN, "unknown-query-unknown", "nothing to do with a parameter")


def read_means(value: Value) -> str:
    return _chosen(value, MEANS, "errors-unknown", "nothing that can become of an error")


def read_links(value: Value) -> str:
    return _chosen(value, LINKS, "links-unknown", "nothing to do with references")


def read_paging(value: Value) -> str:
    return _chosen(value, PAGING, "paging-unknown", "no way to part a list")


def read_guide(value: Value) -> str:
    return _chosen(value, GUIDES, "guide-unknown", "nothing that says who may call an operation")


def read_mode(value: Value) -> str:
    return _chosen(value, MODES, "mode-unknown", "no way to hold a contract")


def read_opening(value: Value) -> bool:
    """Whether it is allowed."""
    return _chosen(value, OPENINGS, "opening-unknown", "nothing to do with what a document opens") == OPENINGS[1]


def read_ready(value: Value) -> str:
    return _chosen(value, tuple(SETS), "security-unknown", "no ready set of header fields")


def read_end(value: Value) -> str:
    return _chosen(value, ENDS, "end-unknown", "nothing to do with a route that has ended")


def read_way(value: Value) -> Text:
    """With its place."""
    return Text(_chosen(value, WAYS, "way-unknown", "no way to name a version"), scalar(value).at)


def _chosen(value: Value, known: tuple[str, ...], code: str, what: str) -> str:
    word = read_word(value)
    if word.text not in known:
        raise Refused(Fault(word.at, code, f"{shown(word.text)} is {what}", nearest(word.text, known)))
    return word.text
