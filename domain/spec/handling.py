"""What was written of how answers are handled on their way to the caller."""

from dataclasses import dataclass

from domain.spec.place import Place, Text

PASS, WRAP, REPLACE = "pass", "wrap", "replace"
MAP, KEEP = LINKS = ("map", "keep")  # what becomes of references in an answer's head
MEANS = (PASS, WRAP, REPLACE)  # what may become of an upstream's error


@dataclass(frozen=True, slots=True)
class ErrorsSpec:
    at: Place
    rules: tuple[tuple[Text, str], ...]  # `404`, `5XX` or `default`, and one of MEANS


@dataclass(frozen=True, slots=True)
class SecuritySpec:
    at: Place
    ready: str  # a set's name
    fields: tuple[tuple[Text, str], ...] = ()  # in the place of the set's, or beside them
    without: tuple[Text, ...] = ()
    keep: bool = False  # what the upstream says itself


@dataclass(frozen=True, slots=True)
class CacheSpec:
    at: Place
    control: str  # `no-store`, `private` or `public`
    age: float | None = None  # seconds
    keep: bool = False


@dataclass(frozen=True, slots=True)
class DeprecatedSpec:
    """Moments are seconds since the epoch."""

    at: Place
    since: float
    sunset: float | None = None
    link: Text | None = None
    refuses: bool = False  # from the sunset on
