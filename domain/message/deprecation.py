"""Deprecation: what answers of a route say that is to go away: since when, until when, and where to read on.

`Deprecation` is a structured date (RFC 9745), `Sunset` an HTTP date (RFC 8594), and both documents have link relations.
Moments are seconds since the epoch, in whole.
"""

from dataclasses import dataclass

from domain.message.edits import Edits
from domain.message.headers import Header

_DAYS = ("Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed")  # the epoch was a Thursday
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Deprecation:
    since: int
    sunset: int | None = None
    link: str | None = None
    refuses: bool = False  # from the sunset on

    @property
    def gone_at(self) -> int | None:
        """From when on the route is refused; None: never."""
        return self.sunset if self.refuses else None

    @property
    def edits(self) -> Edits:
        """Links are added to those that an answer has."""
        fields: list[Header] = [(b"deprecation", b"@%d" % self.since)]
        relations = ["deprecation"]
        if self.sunset is not None:
            fields.append((b"sunset", http_date(self.sunset).encode()))
            relations.append("sunset")
        if self.link is not None:
            fields += [(b"link", f'<{self.link}>; rel="{relation}"'.encode()) for relation in relations]
        return Edits(frozenset((b"deprecation", b"sunset")), tuple(fields))


def http_date(moment: int) -> str:
    """RFC 9110, 5.6.7."""
    days, seconds = divmod(moment, _DAY)
    year, month, day = civil(days)
    clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return f"{_DAYS[days % 7]}, {day:02} {_MONTHS[month - 1]} {year:04} {clock} GMT"


def civil(days: int) -> tuple[int, int, int]:
    """Year, month and day of so many days after 1970-01-01, in eras of 400 years that begin in March."""
    era, of_era = divmod(days + 719_468, 146_097)
    year = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    shifted = (5 * of_year + 2) // 153
    day = of_year - (153 * shifted + 2) // 5 + 1
    month = shifted + 3 if shifted < 10 else shifted - 9  # noqa: PLR2004  March is the first
    return year + era * 400 + (month <= 2), month, day  # noqa: PLR2004
