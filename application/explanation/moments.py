"""Moments, as people read them: UTC, to the second."""

from datetime import UTC, datetime

_FIRST, _LAST = -62_135_596_800, 253_402_300_799  # the years that a date has


def utc(moment: float) -> str:
    if not _FIRST <= moment <= _LAST:
        return f"{moment:g} s since 1970"
    return datetime.fromtimestamp(int(moment), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
