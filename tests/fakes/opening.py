"""What a plan's parts become in tests: fake transports by target, fake verifiers by issuer, no breaker that opens."""

from application.contracts.judges import Judges
from application.identity.keyring import Keyring
from application.opening import Opening
from application.ports.api_keys import ApiKeySource, KeysWritten
from application.ports.breaker import Breaker
from application.ports.clock import Clock
from application.ports.compression import Compressor
from application.ports.keys import KeySet
from application.ports.revocation import RevocationList
from application.ports.token_text import TokenText
from application.ports.transport import Transport
from domain.identity.issuer import Issuer
from domain.identity.revocation_terms import RevocationTerms
from domain.upstream.health import BreakerTerms
from domain.upstream.target import Target
from entrypoints.offline import judges
from tests.fakes.api_keys import FakeApiKeySource
from tests.fakes.breaker import FakeBreaker
from tests.fakes.compression import FakeCompressor
from tests.fakes.keys import FakeKeySource
from tests.fakes.lookups import FakeLookups
from tests.fakes.revocation import FakeRevocationList
from tests.fakes.tokens import FakeTokenText, FakeVerifier, fake_key_set
from tests.fakes.transport import FakeTransport


class FakeOpening(Opening):
    """`transports` by the target's address; `verifier` serves every issuer."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.verifier = FakeVerifier()
        self.source = FakeKeySource(KeySet(fake_key_set("k1")))
        self.transports: dict[str, FakeTransport] = {}
        self.key_sources: dict[str, FakeApiKeySource] = {}  # by file
        self.breakers: list[BreakerTerms] = []
        self.revoked = FakeRevocationList()
        self.compressors: list[FakeCompressor] = []
        self.lookups = FakeLookups()

    def keyring(self, issuer: Issuer) -> Keyring:
        return Keyring(self.verifier, self.source, self.clock, name=issuer.name)

    def token_text(self) -> TokenText:
        return FakeTokenText(self.verifier)

    def revocations(self, terms: RevocationTerms) -> RevocationList:
        return self.revoked

    def api_key_source(self, file: str) -> ApiKeySource:
        return self.key_sources.setdefault(file, FakeApiKeySource(KeysWritten(())))

    def transport(self, target: Target) -> Transport:
        return self.transports.setdefault(target.origin, FakeTransport())

    def breaker(self, terms: BreakerTerms) -> Breaker:
        self.breakers.append(terms)
        return FakeBreaker()

    def judges(self) -> Judges:
        return judges()

    def compressor(self, encoding: str) -> Compressor:
        self.compressors.append(FakeCompressor())
        return self.compressors[-1]
