"""The deadline's header: how many milliseconds the caller of a hop still waits, as a whole number.

Believed from trusted proxies only, and only as far as it shortens: nobody gets more time than the route allows.
"""

from domain.message.headers import Header, Headers, values

_MILLISECONDS = 1000
_MOST_DIGITS = 9


def seconds_given(headers: Headers, name: bytes) -> float | None:
    """What the field `name` says; None where it is not there once and well-formed."""
    said = values(headers, name)
    if len(said) != 1 or not said[0].isdigit() or len(said[0]) > _MOST_DIGITS:
        return None
    return int(said[0]) / _MILLISECONDS


def earliest(*seconds: float | None) -> float | None:
    """The shortest of the times that there are."""
    return min((one for one in seconds if one is not None), default=None)


def deadline_field(name: bytes, seconds: float) -> Header:
    """At least one millisecond: a call that is sent has some time left."""
    return (name, b"%d" % max(1, int(seconds * _MILLISECONDS)))
