"""Verification of signed tokens with PyJWT's algorithms (RFC 7515, 5.2), under rules PyJWT leaves to its callers.

Form and signature only: issuer, audience and times are the domain's. The signature is checked before the payload is
parsed, so that nobody but the issuer reaches that parser. An issuer's algorithms are all public-key ones or all HMAC;
where both are allowed HMAC is dropped, for its "secret" would come from where public keys are published.
"""

from adapters.tokens.compact import read_compact
from adapters.tokens.header import read_header
from adapters.tokens.pyjwt_key_set import NO_KEYS, BoundKeys, bind_all
from adapters.tokens.strict_json import read_object
from application.ports.tokens import KeyUnknown, TokenVerifier, Unverified, Verification, Verified
from domain.identity.issuer import TokenForm
from domain.message.reason import TOKEN_MALFORMED, TOKEN_SIGNATURE
from domain.plan.algorithms import ASYMMETRIC, SHORTEST_SECRET

USUAL = TokenForm()


class PyJwtVerifier(TokenVerifier):
    def __init__(self, algorithms: frozenset[str], form: TokenForm = USUAL) -> None:
        self._form = form
        self._allowed = (algorithms & ASYMMETRIC) or (algorithms & SHORTEST_SECRET.keys())
        self._keys = NO_KEYS

    def adopt(self, key_set: bytes) -> str | None:
        keys = bind_all(key_set, self._allowed)
        if not isinstance(keys, BoundKeys):
            return keys
        self._keys = keys
        return None

    def verify(self, token: str) -> Verification:
        signed = self._signed(token)
        if not isinstance(signed, tuple):
            return signed
        payload, kid = signed
        try:
            return Verified(read_object(payload), kid)
        except ValueError as error:
            return Unverified(TOKEN_MALFORMED, str(error))

    def payload_of(self, token: str) -> bytes | Unverified | KeyUnknown:
        """The signed bytes, whatever they are; the conformance vectors sign other things than claims."""
        signed = self._signed(token)
        return signed[0] if isinstance(signed, tuple) else signed

    def _signed(self, token: str) -> tuple[bytes, str | None] | Unverified | KeyUnknown:
        """The payload, and the name of the key that signed it, as its issuer publishes it."""
        compact = read_compact(token, self._form.largest)
        if isinstance(compact, Unverified):
            return compact
        header = read_header(compact.header, self._allowed, self._form)
        if isinstance(header, Unverified):
            return header
        keys = self._keys.choose(header)
        if isinstance(keys, Unverified | KeyUnknown):
            return keys
        try:
            good = (key for key in keys if key.has_signed(header.alg, compact.signed, compact.signature))
            key = next(good, None)
        except Exception as error:  # noqa: BLE001  PyJWT and cryptography also let plain TypeError and ValueError out
            return Unverified(TOKEN_SIGNATURE, f"the library gave up: {type(error).__name__}")
        if key is None:
            return Unverified(TOKEN_SIGNATURE, "the signature is not the key's")
        return compact.payload, key.kid  # not the token's word for it: whoever has a key may write any name
