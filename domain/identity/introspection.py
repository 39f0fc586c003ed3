"""Introspection: what an authorization server says of a token that only it can read (RFC 7662).

The members of its answer are claims, held against the same checks as those of a signed token. An answer may leave out
all but `active` (2.2): what the configuration does not ask for is taken to fit, but what is stated must fit. It must
not say that the token is another than a bearer's access token: by `token_type` (2.2), or by what Keycloak (`typ`), Ory
and Cognito (`token_use`) say of refresh and ID tokens, which a server may call active too.
"""

from dataclasses import dataclass, field

from domain.identity.claims import Claims
from domain.identity.issuer import Secret
from domain.identity.principal import ClaimPaths
from domain.identity.validity import Validity
from domain.message.reason import TOKEN_CLAIMS, Reason
from domain.spec.asking import AskingTerms
from domain.spec.place import Place

ANY = ""  # stands for an issuer or an audience that is not asked for
_OTHER_KINDS = frozenset(("refresh", "offline", "id", "logout", "dpop"))
_ACCESS = frozenset(("access", "access_token"))


@dataclass(frozen=True, slots=True)
class PrivateKey:
    """What the gateway signs with to prove who it is (RFC 7523, 2.2)."""

    text: Secret  # PEM or JWK
    algorithm: str
    kid: str | None
    audience: str


@dataclass(frozen=True, slots=True)
class Introspection:
    name: str
    url: str
    client_id: str
    proof: Secret | PrivateKey
    validity: Validity  # with ANY as its issuer, or as its only audience, where these are not asked for
    paths: ClaimPaths
    needs_token_type: bool = False
    most: float = 60.0  # seconds for which an answer is remembered
    negative: float = 5.0  # the same of one that says no
    entries: int = 10_000
    asking: AskingTerms = field(default_factory=AskingTerms)
    at: Place | None = field(default=None, compare=False, repr=False, kw_only=True)  # where it was written

    def objection(self, answer: Claims, now: float) -> Reason | None:
        """Why an active token is not good at `now`; None where it is."""
        if not self._is_for_bearers(answer):
            return TOKEN_CLAIMS
        return self.validity.objection(self._completed(answer, now), now)

    def _completed(self, answer: Claims, now: float) -> Claims:
        completed = {"exp": now + 1} | dict(answer)
        if self.validity.issuer == ANY:
            completed["iss"] = ANY
        if ANY in self.validity.audience:
            completed["aud"] = ANY
        return completed

    def _is_for_bearers(self, answer: Claims) -> bool:
        kind = answer.get("token_type", None if self.needs_token_type else "bearer")
        is_bearer = isinstance(kind, str) and kind.lower() == "bearer"
        is_access = str(answer.get("token_use", "access")) in _ACCESS
        return is_bearer and is_access and str(answer.get("typ", "")).lower() not in _OTHER_KINDS
