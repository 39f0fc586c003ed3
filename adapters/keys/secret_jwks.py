"""Keys from a shared secret: a JWK Set of one `oct` key an algorithm (RFC 7518, 6.4).

No `kid`: both sides know the one key there is. Each states its algorithm, so that a short
secret is judged against each hash.
"""

import json
from base64 import urlsafe_b64encode

from application.ports.keys import KeySet, KeySource


class SecretJwksSource(KeySource):
    def __init__(self, secret: str, algorithms: frozenset[str]) -> None:
        k = urlsafe_b64encode(secret.encode()).rstrip(b"=").decode()
        keys = [{"kty": "oct", "use": "sig", "alg": name, "k": k} for name in sorted(algorithms)]
        self._document = json.dumps({"keys": keys}).encode()

    async def fetch(self) -> KeySet:
        return KeySet(self._document)

    async def close(self) -> None:
        """Nothing is kept open."""
