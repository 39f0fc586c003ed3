"""Demands: what an issuer's tokens must state beside who, for whom and when.

To whom a token was issued (`azp` of OpenID Connect Core 1.0, 2; `client_id` of RFC 9068, 2.2): each of these claims
that is there must be an accepted party, and one must be there. Claims that must be there, and claims that must be to
the letter, by which an ID token does not pass for an access token (RFC 8725, 3.12).
"""

from dataclasses import dataclass

from domain.identity.claims import Claims, claim_at
from domain.message.reason import TOKEN_CLAIMS, TOKEN_PARTY, Reason

PARTY_CLAIMS = ("azp", "client_id")


@dataclass(frozen=True, slots=True)
class Demands:
    parties: frozenset[str] = frozenset()  # none: whoever it was issued to
    party_claims: tuple[str, ...] = PARTY_CLAIMS
    present: tuple[str, ...] = ()  # paths
    equal: tuple[tuple[str, str], ...] = ()  # paths and their texts

    def objection(self, claims: Claims) -> Reason | None:
        if self.parties and not self._is_of_a_party(claims):
            return TOKEN_PARTY
        if any(claim_at(claims, path) in (None, "") for path in self.present):
            return TOKEN_CLAIMS
        return TOKEN_CLAIMS if any(claim_at(claims, path) != text for path, text in self.equal) else None

    def _is_of_a_party(self, claims: Claims) -> bool:
        stated = [claims[name] for name in self.party_claims if name in claims]
        return bool(stated) and all(isinstance(party, str) and party in self.parties for party in stated)
