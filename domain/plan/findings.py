"""The codes of findings about a whole plan: which there are, and how grave each is.

An error keeps a plan from being taken up; a warning is a mistake for all that can be known here; a note is worth a
look. Here, and not with what finds them, because a file may name them.
"""

from collections.abc import Mapping
from enum import Enum


class Severity(Enum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


SEVERITIES: Mapping[str, Severity] = {
    "route-shadowed": Severity.ERROR,
    "route-ambiguous": Severity.WARNING,
    "route-laxer": Severity.WARNING,
    "route-exposed": Severity.WARNING,
    "route-public-alone": Severity.NOTE,
    "policy-never-allows": Severity.WARNING,
    "policy-never-denies": Severity.WARNING,
    "policy-part-idle": Severity.NOTE,
    "policy-undecided": Severity.NOTE,
    "roles-unstated": Severity.WARNING,
    "role-unheld": Severity.WARNING,
    "role-idle": Severity.NOTE,
    "permission-unheld": Severity.WARNING,
    "permission-idle": Severity.NOTE,
    "policy-unused": Severity.WARNING,
    "upstream-unused": Severity.WARNING,
    "credential-unused": Severity.WARNING,
    "timeout-idle": Severity.WARNING,
    "upstream-plain-http": Severity.WARNING,
    "suppression-idle": Severity.WARNING,
}
