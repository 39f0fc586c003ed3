"""What was written of keys: a secret never shows, an address does."""

from domain.spec.identity import KeysSpec
from tests.unit.domain.builders import at


def test_a_written_secret_does_not_print() -> None:
    assert repr(KeysSpec(at(4), "secret", "hunter2")) == "KeysSpec(gateway.yaml:4:1, 'secret', '***')"


def test_the_address_of_keys_prints() -> None:
    assert "'https://idp.example/jwks'" in repr(KeysSpec(at(4), "jwks", "https://idp.example/jwks"))
