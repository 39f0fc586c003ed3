"""A token judged as the gateway judges it: from the header field, by real keys, to a principal or a refusal."""

from adapters.tokens.pyjwt_verifier import PyJwtVerifier
from application.identity.authentication import Authenticator
from application.identity.identifying import Pending
from application.identity.keyring import Keyring
from application.ports.keys import KeySet
from domain.identity.principal import Principal
from domain.message.path import Path
from domain.message.request import Request
from tests.conformance.jose.attacks import NOW, issuer, published
from tests.fakes.clock import FakeClock
from tests.fakes.keys import FakeKeySource


class Judge:
    def __init__(self) -> None:
        made, clock = issuer(), FakeClock(now=NOW)
        verifier = PyJwtVerifier(made.algorithms, made.form)
        self.keyring = Keyring(verifier, FakeKeySource(KeySet(published())), clock)
        self.authenticator = Authenticator(made, self.keyring, clock)

    async def ready(self) -> "Judge":
        await self.keyring.refresh()
        return self

    async def in_the_end(self, token: str) -> str:
        found = self.authenticator.identify(request_of(token))
        return _word(await found.settle() if isinstance(found, Pending) else found)


def request_of(token: str) -> Request:
    field = b"Bearer " + token.encode("utf-8", "surrogatepass")
    return Request(id="r", method="GET", path=Path(b"/", (b"",)), host="h", headers=[(b"authorization", field)])


def _word(found: object) -> str:
    return found.subject if isinstance(found, Principal) else found.reason.name  # type: ignore[attr-defined]
