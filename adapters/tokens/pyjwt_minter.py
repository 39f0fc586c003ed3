"""Signs development tokens with PyJWT."""

import json

import jwt

from application.ports.minting import CannotMint, TokenMinter
from domain.identity.claims import Claims


class PyJwtMinter(TokenMinter):
    def mint(self, claims: Claims, key: str, algorithm: str, typ: str) -> str | CannotMint:
        try:
            signer, kid = _read(key, algorithm)
            return jwt.encode(dict(claims), signer, algorithm, headers={"typ": typ, **({"kid": kid} if kid else {})})
        except (jwt.PyJWTError, ValueError, TypeError, NotImplementedError) as error:
            return CannotMint(f"the key does not sign {algorithm}: {error}")


def _read(key: str, algorithm: str) -> tuple[jwt.PyJWK | str, str | None]:
    """A JWK with its kid, else the text as it is: a PEM or a secret."""
    if not key.lstrip().startswith("{"):
        return key, None
    jwk = jwt.PyJWK(json.loads(key), algorithm)
    return jwk, jwk.key_id
