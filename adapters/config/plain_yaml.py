"""A text as YAML on one line: plain where every reader of YAML takes it for text, else in double quotes."""

import json
import re

from adapters.config.kinds import kind_of
from adapters.config.refusals import OWN_KEYS
from adapters.config.tree import Kind

_PLAIN = re.compile(r"[A-Za-z0-9/_][A-Za-z0-9_./-]*(?:://?[A-Za-z0-9_./-]+(?::[0-9]+[A-Za-z0-9_./-]*)?)?")


def yaml_text(text: str) -> str:
    return text if _PLAIN.fullmatch(text) and kind_of(text) is Kind.TEXT else _quoted(text)


def yaml_key(key: str) -> str:
    return key if key in OWN_KEYS else yaml_text(key)


def _quoted(text: str) -> str:
    """Letters that nobody sees are written as escapes, as our reader asks for."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(letter if letter.isprintable() else _escape(letter) for letter in quoted)


def _escape(letter: str) -> str:
    return f"\\u{ord(letter):04x}" if ord(letter) <= 0xFFFF else f"\\U{ord(letter):08x}"  # noqa: PLR2004
