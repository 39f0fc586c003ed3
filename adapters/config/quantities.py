"""Durations, sizes and ratios: a number with its unit, in one spelling. Bare numbers mean nothing here.

Numbers end at nine digits, so that no quantity overflows what it is handed to.
"""

import re
from decimal import Decimal

_NUMBER_AND_UNIT = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,9})?)([A-Za-z]+|%)")
SECONDS = {"ms": Decimal("0.001"), "s": Decimal(1), "m": Decimal(60), "h": Decimal(3600)}
BYTES = {"B": 1, "KiB": 1024, "MiB": 1024**2, "GiB": 1024**3}


def parse_duration(text: str) -> float | None:
    """Seconds, of `300ms`, `1.5s`, `1m` or `2h`; None for anything else."""
    number, unit = _split(text)
    return float(number * SECONDS[unit]) if unit in SECONDS else None


def parse_size(text: str) -> int | None:
    """Bytes, of `512B`, `64KiB`, `10MiB` or `1GiB`; None for anything else, also for parts of a byte."""
    number, unit = _split(text)
    size = number * BYTES.get(unit, 0)
    return int(size) if unit in BYTES and size == int(size) else None


def parse_ratio(text: str) -> float | None:
    """From 0 to 1, of `0%` to `100%`; None for anything else."""
    number, unit = _split(text)
    return float(number / 100) if unit == "%" and number <= 100 else None  # noqa: PLR2004


def _split(text: str) -> tuple[Decimal, str]:
    found = _NUMBER_AND_UNIT.fullmatch(text)
    return (Decimal(found[1]), found[2]) if found else (Decimal(0), "")
