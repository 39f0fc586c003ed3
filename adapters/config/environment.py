"""`${NAME}` and `${NAME:-default}` inside a scalar; `$${` is a literal `${`.

As in a shell, the default stands for a variable that is not set or empty. Text is replaced by text and never read
again: a variable can't bring in keys, lists or further variables.
"""

import re
from collections.abc import Mapping

from domain.spec.fault import Fault
from domain.spec.place import Place

_REFERENCE = re.compile(r"\$\$\{|\$\{([^}]*)\}?")
REFERENCE = re.compile(r"(?<!\$)\$\{([A-Za-z_][A-Za-z0-9_]*)")  # the names that a text reads
_INSIDE = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)(:-.*)?", re.DOTALL)


def replaced(written: str, at: Place, environment: Mapping[str, str]) -> str | Fault:
    fault: Fault | None = None

    def one(found: re.Match[str]) -> str:
        nonlocal fault
        text = _text(found, at, environment)
        if isinstance(text, Fault):
            fault = fault or text
            return ""
        return text

    text = _REFERENCE.sub(one, written)
    return fault or text


def _text(found: re.Match[str], at: Place, environment: Mapping[str, str]) -> str | Fault:
    if found[1] is None:
        return "${"
    inside = _INSIDE.fullmatch(found[1])
    if inside is None or not found[0].endswith("}"):
        hint = "`${NAME}`, `${NAME:-default}`, or `$${` for the two letters themselves"
        return Fault(at, "env-malformed", "`${` begins no name of a variable", hint)
    return _value(inside[1], inside[2], at, environment)


def _value(name: str, default: str | None, at: Place, environment: Mapping[str, str]) -> str | Fault:
    value = environment.get(name)
    if default is not None and not value:
        return default.removeprefix(":-")
    if value is None:
        return Fault(at, "env-missing", f"the variable `{name}` is not set", f"set it, or `${{{name}:-default}}`")
    if not _is_unicode(value):
        return Fault(at, "env-not-text", f"the variable `{name}` is not UTF-8", "only text can stand here")
    return value


def _is_unicode(value: str) -> bool:
    """False for what os.environ makes of bytes that are not UTF-8: lone surrogates (PEP 383)."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
