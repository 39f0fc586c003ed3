"""Styles: which ways of writing a value fit where, and which is meant where none is said (OpenAPI 3.1, 4.8.12)."""

from domain.contract.contract import Where

DEFAULT = {Where.PATH: "simple", Where.QUERY: "form", Where.HEADER: "simple", Where.COOKIE: "form"}
KNOWN = {
    Where.PATH: ("simple", "label", "matrix"),
    Where.QUERY: ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    Where.HEADER: ("simple",),
    Where.COOKIE: ("form",),
}


def explodes_unless_said(style: str) -> bool:
    return style == "form"
