"""The key `version`: which edition of the format a file is written in. A number, in the file itself, never by default.

Of a file that is newer than this Limen only that is told: whatever else looks wrong in it may be right there.
"""

from collections.abc import Iterable

from adapters.config.shapes import Refused, scalar
from adapters.config.shown import shown
from adapters.config.tree import Kind, Scalar, Value
from domain.spec.fault import Fault

READS = 1
NEWER = "version-newer"


def read_version(value: Value) -> int:
    written = scalar(value)
    if written.kind is Kind.INT and int(written.text) == READS:
        return READS
    raise Refused(_newer(written) if _is_newer(written) else _unsupported(written))


def without_what_newer_files_may_hold(faults: Iterable[Fault]) -> list[Fault]:
    told = list(faults)
    return [fault for fault in told if fault.code == NEWER] or told


def _is_newer(written: Scalar) -> bool:
    return written.kind is Kind.INT and int(written.text) > READS


def _newer(written: Scalar) -> Fault:
    message = f"version {written.text} of the file is newer than this Limen, which reads version {READS}"
    return Fault(written.at, NEWER, message, f"take a newer Limen, or write the file in version {READS}")


def _unsupported(written: Scalar) -> Fault:
    right = f"`version: {READS}`"
    if written.is_replaced:
        message, hint = "no variable says which version a file is written in", right
    elif written.kind is Kind.TEXT and written.text == str(READS):
        message, hint = "the version is a number, and this is text", f"{right}, without quotes"
    elif written.kind is Kind.NULL:
        message, hint = "the version of the file is not said", right
    else:
        message, hint = f"there is no version {shown(written.written)} of the file", right
    return Fault(written.at, "version-unsupported", message, hint)
