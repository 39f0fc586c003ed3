"""Client certificates: what a trusted proxy says of the one that it has verified, and whom that makes of the caller.

Nothing is verified here: the proxy has done it, and nobody but a trusted proxy is believed. Where more than one name
could be meant, nobody is: one element, and in it one value of what makes the subject.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from domain.identity.principal import Principal
from domain.message.client_certificate import Element, certificates_in
from domain.message.forwarding import TrustedProxies
from domain.message.headers import values
from domain.message.reason import CERTIFICATE_MALFORMED, CERTIFICATE_UNTRUSTED, Reason
from domain.message.request import Request
from domain.spec.place import Place

_SEVERAL = ("uri", "dns")  # of which a certificate may have more than one
_SINGLE = ("subject", "hash")


class SubjectFrom(Enum):
    URI = "uri"
    DNS = "dns"
    SUBJECT = "subject"
    HASH = "hash"


class Which(Enum):
    """Of several elements."""

    ONLY = "only"  # several are refused
    FIRST = "first"  # the one that the caller presented to the outermost proxy
    LAST = "last"  # the one that was presented to the proxy that calls us


@dataclass(frozen=True, slots=True)
class RoleMap:
    """Roles by subject: of its whole text, else of the longest beginning that is written."""

    exact: Mapping[str, frozenset[str]]
    beginnings: tuple[tuple[str, frozenset[str]], ...] = ()  # the longest first

    def of(self, subject: str) -> frozenset[str]:
        """Nothing where nothing is written of it: who is known may be nobody in particular."""
        if subject in self.exact:
            return self.exact[subject]
        return next((roles for begins, roles in self.beginnings if subject.startswith(begins)), frozenset())


@dataclass(frozen=True, slots=True)
class Certificates:
    name: str  # in the configuration
    header: bytes  # lower case
    subject: SubjectFrom
    which: Which
    roles: RoleMap
    proxies: TrustedProxies
    at: Place | None = field(default=None, compare=False, repr=False, kw_only=True)  # where it was written

    def read(self, request: Request) -> Principal | Reason:
        """Of a request in which the header is there."""
        if not self.proxies.trusts(request.peer):
            return CERTIFICATE_UNTRUSTED
        fields = values(request.headers, self.header)
        return self.principal(fields[0]) if len(fields) == 1 else CERTIFICATE_MALFORMED

    def principal(self, field: bytes) -> Principal | Reason:
        element = self._chosen(certificates_in(field))
        named = element.get(self.subject.value, ())
        is_clear = len(named) == 1 and named[0].isprintable()
        if not is_clear or any(len(element.get(name, ())) > 1 for name in _SINGLE):
            return CERTIFICATE_MALFORMED
        single = {name: element[name][0] for name in _SINGLE if name in element}
        claims = {name: list(element[name]) for name in _SEVERAL if name in element} | single
        roles = self.roles.of(named[0])
        return Principal(named[0], roles, claims=claims, credential=self.name, key=single.get("hash"))

    def _chosen(self, elements: list[Element]) -> Element:
        if not elements or (self.which is Which.ONLY and len(elements) > 1):
            return {}
        return elements[0 if self.which is Which.FIRST else -1]
