"""Regular expressions for quantities: a decimal number within bounds, and a unit.

Patterns are ECMA-262's without flags, and Python's: nothing of `\\d`, `\\Z` or `\\p`. A schema has no arithmetic, so a
bound on `1.5m` is a bound on its digits.
"""

from decimal import Decimal

from adapters.config.quantities import SECONDS

NUMBER = r"[0-9]{1,9}(?:\.[0-9]{1,9})?"
PLACES = 9  # of a fraction


def durations(least: str = "", most: str = "") -> str:
    """All durations, or those from `least` to `most`, both in seconds."""
    return f"^(?:{'|'.join(_in_unit(unit, least, most) for unit in SECONDS)})$"


def more_than_nothing(pattern: str) -> str:
    """The same without what is all zeros."""
    return pattern.replace("^", "^(?=[^A-Za-z%]*[1-9])", 1)


def up_to(most: Decimal) -> str:
    """Numbers from 0 to `most`."""
    whole, fraction = _split(most)
    below = f"0*(?:{_whole_below(whole)})(?:\\.[0-9]{{1,9}})?|" if whole else ""
    return f"(?=[0-9]{{1,9}}(?![0-9]))(?:{below}0*{whole}(?:\\.(?:{_fraction_up_to(fraction)}))?(?![0-9.]))"


def _in_unit(unit: str, least: str, most: str) -> str:
    low = f"(?!{_below(Decimal(least) / SECONDS[unit])}{unit}$)" if least else ""
    return f"{low}{up_to(Decimal(most) / SECONDS[unit]) if most else NUMBER}{unit}"


def _below(least: Decimal) -> str:
    """Numbers less than `least`: up to the largest that can be written below it."""
    smallest = Decimal(1).scaleb(-PLACES)
    whole = (least / smallest).to_integral_value(rounding="ROUND_CEILING")
    return up_to((whole - 1) * smallest)


def _split(number: Decimal) -> tuple[int, str]:
    """The whole part, and nine digits of the fraction, what lies beyond cut off."""
    whole = int(number)
    return whole, f"{int((number - whole).scaleb(PLACES)):0{PLACES}d}"


def _whole_below(limit: int) -> str:
    """Whole numbers less than `limit`, without leading zeros; 0 may be no digit at all."""
    digits = str(limit)
    shorter = [f"[0-9]{{0,{len(digits) - 1}}}"] if len(digits) > 1 else []
    return "|".join([*shorter, *_smaller(digits, first="1" if shorter else "0")]) or "0"


def _smaller(digits: str, first: str) -> list[str]:
    """As many digits, a smaller number; the first digit is at least `first`."""
    found = []
    for place, digit in enumerate(digits):
        low = first if not place else "0"
        if digit > low:
            rest = len(digits) - place - 1
            found.append(f"{digits[:place]}[{low}-{int(digit) - 1}]" + (f"[0-9]{{{rest}}}" if rest else ""))
    return found


def _fraction_up_to(digits: str) -> str:
    """The digits behind the point that make at most `digits`, which has nine."""
    found = [f"{digits.rstrip('0')}0*"] if digits.strip("0") else ["0{1,9}"]
    for place, digit in enumerate(digits):
        if digit != "0":
            found.append(f"{digits[:place]}[0-{int(digit) - 1}][0-9]{{0,{PLACES - place - 1}}}")
    starts = [digits[:place] for place in range(1, len(digits.rstrip("0")))]
    return "|".join([*found, *starts])
