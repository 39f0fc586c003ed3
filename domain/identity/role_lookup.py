"""Role lookups: which roles a service says that a subject has, beside those that its token states.

A subject is a text that a caller may have chosen: it is percent-encoded into one segment of the address, and one that
would leave its segment even so (`.`, `..`), or that is longer than a subject is, has no address at all.
"""

from dataclasses import dataclass, field
from urllib.parse import quote

from domain.identity.claims import claim_at
from domain.identity.issuer import Secret
from domain.spec.asking import AskingTerms

SUBJECT, CREDENTIAL = "{subject}", "{credential}"
LONGEST = 1024  # letters of a subject


@dataclass(frozen=True, slots=True)
class RoleLookup:
    name: str
    template: str
    path: str = "roles"  # in an answer that is an object
    token: Secret | None = None  # by which the service knows the gateway
    fresh: float = 30.0  # seconds for which an answer is remembered
    stale_for: float = 0.0  # beyond them, while the service is down
    most: int = 10_000  # answers that are remembered
    asking: AskingTerms = field(default_factory=AskingTerms)

    def address(self, subject: str, credential: str) -> str | None:
        """Where the roles of `subject` are; None where it cannot stand in an address."""
        if subject in (".", "..") or len(subject) > LONGEST:
            return None
        try:
            encoded = quote(subject, safe="")
        except UnicodeEncodeError:
            return None
        return self.template.replace(CREDENTIAL, quote(credential, safe="")).replace(SUBJECT, encoded)

    def roles_in(self, answer: object) -> frozenset[str] | None:
        """Of a list of texts, or of an object that has one at `path`; None of anything else."""
        found = claim_at(answer, self.path) if isinstance(answer, dict) else answer
        if not isinstance(found, list) or not all(isinstance(role, str) for role in found):
            return None
        return frozenset(found)
