"""What was written below `identity.certificates`."""

from dataclasses import dataclass

from domain.spec.place import Text


@dataclass(frozen=True, slots=True)
class CertificatesSpec:
    name: Text
    header: Text
    subject: str  # uri, dns, subject, hash
    which: str = "only"  # or first, last
    roles: tuple[tuple[Text, tuple[Text, ...]], ...] = ()  # by subject
