"""Client certificates as a kind of credential: what a trusted proxy says of the one that it has verified."""

from application.identity.identifying import Identifier, Known
from domain.identity.certificate import Certificates
from domain.message.reason import Reason
from domain.message.refusal import Refusal
from domain.message.request import Request


class CertificateIdentifier(Identifier):
    challenge = b""  # it is asked for in the handshake of TLS, not here
    takes_tokens = False

    def __init__(self, certificates: Certificates) -> None:
        self._certificates = certificates

    def is_presented(self, request: Request) -> bool:
        return self._certificates.header in request.named

    def identify(self, request: Request) -> Known:
        found = self._certificates.read(request)
        if isinstance(found, Reason):
            return Refusal(found, f"certificates {self._certificates.name}, from {request.peer}")
        return found
