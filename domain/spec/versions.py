"""What was written below `versions`: how a call says which version of the API it means."""

from dataclasses import dataclass

from domain.spec.place import Text

HEADER, PATH = WAYS = ("header", "path")


@dataclass(frozen=True, slots=True)
class VersionsSpec:
    by: Text  # one of WAYS
    name: Text | None = None  # of the header
    prefix: Text | None = None  # of public paths, with `{version}` in it
    default: Text | None = None  # what a call means that names none
