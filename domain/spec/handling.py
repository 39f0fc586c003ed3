"""What was written of how answers are handled on their way to the caller."""

from dataclasses import dataclass

from domain.spec.place import Place, Text

PASS, WRAP, REPLACE = "pass", "wrap", "replace"
MEANS = (PASS, WRAP, REPLACE)  # what may become of an upstream's error


@dataclass(frozen=True, slots=True)
class ErrorsSpec:
    at: Place
    rules: tuple[tuple[Text, str], ...]  # `404`, `5XX` or `default`, and one of MEANS
