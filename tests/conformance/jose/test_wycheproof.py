"""Wycheproof's JOSE vectors (the JSON beside this file, unchanged): nothing invalid is accepted, and of the valid ones
only those that are named here are refused, each for a stated rule of ours.

Each vector is held against two verifiers, as the gateway would have them: one of public keys, one of shared secrets. It
counts as accepted where either accepts. Most vectors sign other things than claims, so the signature alone is asked.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from adapters.tokens.pyjwt_verifier import PyJwtVerifier
from application.ports.tokens import KeyUnknown, Unverified, Verified
from domain.plan.algorithms import ASYMMETRIC, SHORTEST_SECRET

FOLDER = Path(__file__).parent / "wycheproof"
FILES = {
    "sig": "json_web_signature_test.json",
    "key": "json_web_key_test.json",
    "cry": "json_web_crypto_test.json",
}
ALLOWED = (ASYMMETRIC, frozenset(SHORTEST_SECRET))

OTHER_ALGORITHM = "the key states PS256, the token is signed with PS384"
UNREGISTERED = "the key states ES521, which is no registered algorithm"
LOOSE_BASE64 = "a character outside the alphabet; base64url is read strictly"
ENCRYPTED = "an encrypted token; the gateway has no key to open it with"
REFUSED_THOUGH_VALID = {
    "sig/346": OTHER_ALGORITHM,
    "sig/350": OTHER_ALGORITHM,
    "sig/347": UNREGISTERED,
    "sig/351": UNREGISTERED,
    "sig/372": LOOSE_BASE64,
    "sig/373": LOOSE_BASE64,
    "cry/50": ENCRYPTED,
    "cry/67": ENCRYPTED,
}


# Labelled invalid, yet to the letter the token of the valid sig/357: github.com/C2SP/wycheproof/issues/236.
MISLABELLED = frozenset(("sig/367", "sig/370"))


@dataclass(frozen=True)
class Vector:
    name: str
    key_set: bytes
    token: str
    is_valid: bool

    def is_accepted(self) -> bool:
        return any(isinstance(outcome, bytes) for outcome in self.outcomes())

    def outcomes(self) -> list[object]:
        """What each verifier says of the signature."""
        return [verifier.payload_of(self.token) for verifier in self._verifiers()]

    def verifications(self) -> list[object]:
        """What each says of the whole, which must state claims besides."""
        return [verifier.verify(self.token) for verifier in self._verifiers()]

    def _verifiers(self) -> Iterator[PyJwtVerifier]:
        for allowed in ALLOWED:
            verifier = PyJwtVerifier(allowed)
            verifier.adopt(self.key_set)
            yield verifier


@cache
def vectors() -> list[Vector]:
    return [vector for short, file in FILES.items() for vector in read(short, FOLDER / file)]


def read(short: str, path: Path) -> Iterator[Vector]:
    for group in json.loads(path.read_bytes())["testGroups"]:
        keys = group.get("public") or group["private"]
        key_set = json.dumps(keys if "keys" in keys else {"keys": [keys]}).encode()
        for test in group["tests"]:
            given = test.get("jws") or test.get("jwe") or ""  # the JSON serialisation comes as an object
            token = given if isinstance(given, str) else json.dumps(given)
            yield Vector(f"{short}/{test['tcId']}", key_set, token, test["result"] == "valid")


def some(*, is_valid: bool) -> list[Vector]:
    return [vector for vector in vectors() if vector.is_valid is is_valid]


@pytest.mark.parametrize("vector", some(is_valid=False), ids=lambda vector: vector.name)
def test_an_invalid_vector_is_refused(vector: Vector) -> None:
    assert vector.is_accepted() is (vector.name in MISLABELLED)


def test_the_mislabelled_vectors_are_a_valid_one_again() -> None:
    tokens = {(vector.token, vector.key_set) for vector in vectors() if vector.name in MISLABELLED | {"sig/357"}}
    assert len(tokens) == 1


@pytest.mark.parametrize("vector", some(is_valid=True), ids=lambda vector: vector.name)
def test_a_valid_vector_is_accepted_save_for_a_stated_rule(vector: Vector) -> None:
    assert vector.is_accepted() is (vector.name not in REFUSED_THOUGH_VALID)


def test_all_vectors_were_there_to_be_tried() -> None:
    """A missing file or an empty group must not look like success."""
    assert (len(vectors()), len(some(is_valid=True)), len(some(is_valid=False))) == (510, 57, 453)
    assert {vector.name for vector in some(is_valid=True)} >= set(REFUSED_THOUGH_VALID)


@pytest.mark.parametrize("vector", vectors(), ids=lambda vector: vector.name)
def test_nothing_but_our_own_values_comes_out(vector: Vector) -> None:
    assert {type(outcome) for outcome in vector.outcomes()} <= {bytes, Unverified, KeyUnknown}
    assert {type(outcome) for outcome in vector.verifications()} <= {Verified, Unverified, KeyUnknown}
