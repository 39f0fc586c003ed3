"""Private keys as files hold them: PEM and JWK."""

import json

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from jwt import get_algorithm_by_name

from tests.fakes.signer import signer_for


def pem_of(algorithm: str) -> str:
    key = signer_for(algorithm).key
    return str(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode())


def jwk_of(algorithm: str, **members: object) -> str:
    """With the private part; a member of None is left out."""
    jwk = dict(get_algorithm_by_name(algorithm).to_jwk(signer_for(algorithm).key, as_dict=True))
    jwk.pop("key_ops", None)
    whole = {"alg": algorithm, "kid": "k1", **jwk, **members}
    return json.dumps({name: value for name, value in whole.items() if value is not None})
