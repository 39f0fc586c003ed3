"""Keys and tokens of a run: made anew, valid for a day. RS256, issuer https://auth, audience api, role viewer."""

import json
import time
from multiprocessing import Pool
from pathlib import Path

import jwt
from cryptography.hazmat.primitives import serialization as form
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm


def write_keys(folder: Path) -> None:
    key = rsa.generate_private_key(65537, 2048)
    jwk = RSAAlgorithm.to_jwk(key.public_key(), as_dict=True) | {"kid": "k1", "alg": "RS256", "use": "sig"}
    private = key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption())
    (folder / "jwks.json").write_text(json.dumps({"keys": [jwk]}))
    (folder / "key.pem").write_bytes(private)
    (folder / "token").write_text(sign(private, ["u1"])[0])


def sign(private: bytes, subjects: list[str]) -> list[str]:
    now = int(time.time())
    claims = {"iss": "https://auth", "aud": "api", "exp": now + 86400, "iat": now, "scope": "orders:read"}
    key = form.load_pem_private_key(private, None)
    assert isinstance(key, rsa.RSAPrivateKey)
    return [
        jwt.encode({**claims, "sub": subject, "roles": ["viewer"]}, key, "RS256", headers={"kid": "k1"})
        for subject in subjects
    ]


def write_many(folder: Path, number: int) -> Path:
    """One a line, each of another subject."""
    private = (folder / "key.pem").read_bytes()
    parts = [[f"u{n}" for n in range(start, number, 20)] for start in range(20)]
    with Pool(2) as pool:
        made = pool.starmap(sign, [(private, part) for part in parts])
    path = folder / "tokens"
    path.write_text("\n".join(token for part in made for token in part) + "\n")
    return path
