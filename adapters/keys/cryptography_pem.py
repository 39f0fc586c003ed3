"""Keys from a PEM file, read anew on every fetch: public keys and certificates, written as a JWK Set (RFC 7517).

They have no names. Of a certificate only the key counts: not its dates, nor who signed it, for the file itself is what
is trusted. One part that cannot be read refuses the file, whose keys are all there for a reason.
"""

import json
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from cryptography.x509 import load_pem_x509_certificate
from jwt.algorithms import ECAlgorithm, OKPAlgorithm, RSAAlgorithm

from adapters.keys.file_document import read_file
from application.ports.keys import KeySet, KeySource, KeysUnavailable
from domain.identity.pem import PemPart, read_pem


class FilePemSource(KeySource):
    def __init__(self, path: Path) -> None:
        self._path = path

    async def fetch(self) -> KeySet | KeysUnavailable:
        document = await read_file(self._path)
        if isinstance(document, KeysUnavailable):
            return document
        parts = read_pem(document.decode("ascii", "replace"))
        if isinstance(parts, str):
            return KeysUnavailable(f"{self._path}: {parts}")
        try:
            return KeySet(json.dumps({"keys": [_jwk(part) for part in parts]}).encode())
        except Exception as error:  # noqa: BLE001  cryptography and PyJWT have many, and their words may hold the text
            return KeysUnavailable(f"{self._path}: not a key that tokens are signed with ({type(error).__name__})")

    async def close(self) -> None:
        """Nothing is kept open."""


def _jwk(part: PemPart) -> dict[str, object]:
    raw = part.text.encode("ascii")
    key = load_pem_x509_certificate(raw).public_key() if part.label == "CERTIFICATE" else load_pem_public_key(raw)
    match key:
        case rsa.RSAPublicKey():
            members = RSAAlgorithm.to_jwk(key, as_dict=True)
        case ec.EllipticCurvePublicKey():
            members = ECAlgorithm.to_jwk(key, as_dict=True)
        case ed25519.Ed25519PublicKey() | ed448.Ed448PublicKey():
            members = OKPAlgorithm.to_jwk(key, as_dict=True)
        case _:
            raise TypeError("of another kind")
    return {**members, "key_ops": ["verify"]}
