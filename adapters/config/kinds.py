"""What a plain scalar is: YAML 1.2's core schema, narrowed until there is one spelling of each thing.

What YAML 1.1 would read as something else than text (`no`, `12:30:45`, `0123`, `2024-01-01`) is ambiguous, and so is
what only YAML 1.2 would (`0o17`, `1e3`): the field decides whether that matters, and asks for quotes where it
wants text.
"""

import re

import yaml

from adapters.config.tree import Kind

_NULL = frozenset(("", "~", "null"))
_BOOL = frozenset(("true", "false"))
_INT = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")  # 18 digits: int() refuses thousands of them (CVE-2020-10735)
_FLOAT = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\.[0-9]+")
# PyYAML leaves out y and n of YAML 1.1's truth values; the numbers are the ones that only YAML 1.2 knows.
_ELSEWHERE = re.compile(r"[yYnN]|0[ox][0-9A-Fa-f]+|[-+]?[0-9]+(?:\.[0-9]*)?[eE][-+]?[0-9]+")
_YAML_1_1 = yaml.SafeLoader.yaml_implicit_resolvers  # first letter -> [(tag, expression)]


def kind_of(text: str) -> Kind:
    if text in _NULL:
        return Kind.NULL
    if text in _BOOL:
        return Kind.BOOL
    if _INT.fullmatch(text):
        return Kind.INT
    if _FLOAT.fullmatch(text):
        return Kind.FLOAT
    return Kind.AMBIGUOUS if _ELSEWHERE.fullmatch(text) or _is_more_than_text_in_yaml_1_1(text) else Kind.TEXT


def _is_more_than_text_in_yaml_1_1(text: str) -> bool:
    return any(expression.match(text) for _, expression in _YAML_1_1.get(text[:1], ()))
