"""Made keys: the gateway knows them by their entry, and nothing in the entry opens anything."""

from hashlib import sha256
from itertools import count

from application.tools.key_making import KeyWish, MadeKey, made_key
from domain.identity.api_key import id_of


def made(**wish: object) -> MadeKey:
    numbers = count()
    return made_key(KeyWish("partner-a", **wish), lambda size: bytes(next(numbers) for _ in range(size)))  # type: ignore[arg-type]


def test_a_made_key_has_the_form_of_keys_and_its_entry_the_hash() -> None:
    key = made()
    assert id_of(key.text.encode()) == key.entry["id"]
    assert key.entry["hash"] == f"sha256:{sha256(key.text.encode()).hexdigest()}"
    assert key.text.rpartition("_")[2] not in str(key.entry)


def test_an_entry_holds_what_was_wished_and_nothing_empty() -> None:
    assert set(made().entry) == {"id", "hash", "owner"}
    wished = made(roles=("viewer",), permissions=("orders:read",), tenant="acme", expires=1_800_000_000.0).entry
    assert {name: value for name, value in wished.items() if name not in ("id", "hash")} == {
        "owner": "partner-a",
        "roles": ["viewer"],
        "permissions": ["orders:read"],
        "tenant": "acme",
        "expires": "2027-01-15T08:00:00Z",
    }


def test_a_secret_has_at_least_128_random_bits() -> None:
    drawn: list[int] = []

    def entropy(size: int) -> bytes:
        drawn.append(size)
        return bytes(size)

    made_key(KeyWish("a"), entropy)
    assert drawn[1] * 8 >= 128


def test_the_text_of_a_key_is_not_printed() -> None:
    key = made()
    assert key.text not in repr(key)
