"""Lines are shown without their secrets, whatever the file is like; and everything else is shown."""

import pytest

from adapters.config.annotations import is_section
from adapters.config.excerpts import Excerpts
from adapters.config.key_fields import read_hash
from adapters.config.keys import read_keys
from adapters.config.models_api_keys import KeyListModel
from adapters.config.models_document import Document
from adapters.config.models_lookups import read_private_key
from adapters.config.models_revocation import read_password
from adapters.config.secrecy import Secrecy, secrecy_of
from adapters.config.secrets import read_secret
from domain.spec.place import Place

BROKEN = "\nx: [\n"  # after it, no text is YAML


def line(text: str, number: int = 1, column: int = 1) -> str:
    found = Excerpts({"a": text}).at(Place("a", number, column))
    return found.text if found else ""


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('a: {secret: "hunter2", b: c}', "a: {secret: ***, b: c}"),
        ("a: {secret: hunter2, b: c}", "a: {secret: ***, b: c}"),
        ("a: {secret: 'hunter2'}", "a: {secret: ***}"),
        ("client_secret: hunter2", "client_secret: ***"),
        ('"password": hunter2', '"password": ***'),
        ("a: {secret: {file: run/jwt}}", "a: {secret: {file: run/jwt}}"),
        ('a: {secret: "${JWT_SECRET}"}', 'a: {secret: "${JWT_SECRET}"}'),
        ('a: {secret: "${JWT_SECRET:-hunter2}"}', "a: {secret: ***}"),
        ("keys: hunter2", "keys: ***"),
        ("keys: discover", "keys: discover"),
        ("keys: {jwks: 'https://idp.example/jwks'}", "keys: {jwks: 'https://idp.example/jwks'}"),
        ("secrt: hunter2", "secrt: ***"),
        ("set: {x-api-token: hunter2, x-tag: a}", "set: {x-api-token: ***, x-tag: a}"),
        ("token: pass", "token: pass"),
        ("hash: sha256:hunter2", "hash: ***"),
        ("url: http://ada:hunter2@orders:8080", "url: http://***@orders:8080"),
        ("url: http://ada:hunter2@2@orders:8080/x", "url: http://***@orders:8080/x"),
        ("a: limen_abcd_hunter2, b", "a: ***, b"),
        ("a: Bearer hunter2", "a: ***"),
        ("a: eyJhbGciOiJIUzI1NiJ9.eyJ.hunter2", "a: ***"),
        ("routes: {token: {match: 'POST /token', to: b}}", "routes: {token: {match: 'POST /token', to: b}}"),
        ("api_keys: {partners: {header: x-key}}", "api_keys: {partners: {header: x-key}}"),
        ("a: b", "a: b"),
    ],
)
def test_a_secret_is_hidden_in_what_is_yaml_and_in_what_is_not(written: str, shown: str) -> None:
    assert line(f"{written}\n") == shown
    assert "hunter" not in line(written + BROKEN)


@pytest.mark.parametrize("end", ["", BROKEN], ids=["yaml", "broken"])
@pytest.mark.parametrize(
    "text",
    [
        "secret:\n  hunter2\n",
        "secret: |\n  hunter2\n  hunter2\n",
        "secret: >-\n\n    hunter2\n",
        'a: {secret:\n"hunter2"}\n',
        'a: {secret: "x\n\n hunter2\n  hunter2"}\n',
        "secret: x\n  hunter2\n",
        "a:\n  keys:\n    hunter2: x\n",
        "a:\n  keys:\n    - hunter2\n",
        "secret:\n  - hunter2\n",
        "client_secret:\n  hunter2: x\n",
        "a:\n  passwrd:\n    hunter2\n",
        "private_key: |\n  -----BEGIN PRIVATE KEY-----\n  hunter2\n",
    ],
)
def test_a_secret_over_several_lines_is_hidden_in_all_of_them(text: str, end: str) -> None:
    number = [index for index, one in enumerate(text.splitlines(), 1) if "hunter2" in one]
    assert not [shown for one in number if "hunter" in (shown := line(text + end, one))]


@pytest.mark.parametrize(
    "text",
    [
        "secret: |\n-----BEGIN PRIVATE KEY-----\nhunter2\nhunter2\n-----END PRIVATE KEY-----\n",
        'secret: "hunter2\n',
        "secret=hunter2\n",
        "export JWT_SECRET=hunter2\n",
        "hunter2\n",
        "password : hunter2 }\n",
    ],
)
def test_what_is_no_yaml_at_all_hides_more_rather_than_less(text: str) -> None:
    for number in range(1, text.count("\n") + 1):
        assert "hunter" not in line(text + BROKEN, number)


def test_a_text_that_is_no_mapping_is_a_secret_perhaps() -> None:
    assert line("hunter2\n") == "***"


def test_a_key_that_is_written_with_escapes_is_known_for_what_it_is() -> None:
    assert line('"sec\\u0072et": hunter2\n') == '"sec\\u0072et": ***'


def test_comments_are_left_out() -> None:
    assert line("a: b  # it was hunter2\n") == "a: b"
    assert line("# hunter2\na: b\n") == ""
    assert line('a: "b # c"\n') == 'a: "b # c"'


def test_the_column_is_that_of_what_is_shown() -> None:
    text = 'a: {secret: "hunter2 hunter2", b: c}\n'
    found = [Excerpts({"a": text}).at(Place("a", 1, column)) for column in (5, 13, 20, 32, 99)]
    assert [one.column for one in found if one] == [5, 13, 13, 18, 23]


def test_of_a_long_line_what_is_near_is_shown() -> None:
    text = "a: [" + "x, " * 100_000 + "y]\n"
    found = Excerpts({"a": text}).at(Place("a", 1, 150_000))
    assert found is not None
    assert len(found.text) < 700
    assert found.text[0] == found.text[-1] == "…"


@pytest.mark.parametrize("piece", ["[", "{", "{a: ", "- ", "? ", "a:\n", '"', "'", "secret x\n", "a-", "a@", "://a:b"])
def test_of_a_text_full_of_one_thing_a_line_is_shown_soon(piece: str) -> None:
    text = piece * 100_000
    assert len(line(text)) < 700


def test_a_place_that_is_nowhere_shows_nothing() -> None:
    assert [Excerpts({"a": "b: c\n"}).at(place) for place in (Place("b", 1, 1), Place("a", 9, 1))] == [None, None]


def test_every_field_that_reads_a_secret_has_a_key_that_is_hidden() -> None:
    """By the functions that read them, so that a new one can't be forgotten."""
    readers = {read_secret, read_password, read_hash, read_private_key, read_keys}
    found = {name for name, reader in _fields(Document) + _fields(KeyListModel) if reader in readers}
    assert found == {"client_secret", "token", "password", "hash", "file", "keys"}  # `file`: of `private_key`
    assert all(secrecy_of(name) in (Secrecy.WHOLE, Secrecy.KEYS) for name in found - {"file"})
    assert secrecy_of("private_key") is Secrecy.WHOLE


def _fields(section: object) -> list[tuple[str, object]]:
    if not is_section(section):
        return [one for part in getattr(section, "__args__", ()) for one in _fields(part)]
    own = [
        (field.alias or name, getattr(one, "func", None))
        for name, field in section.model_fields.items()
        for one in [*field.metadata, *_metadata(field.annotation)]
    ]
    return own + [one for field in section.model_fields.values() for one in _fields(field.annotation)]


def _metadata(annotation: object) -> list[object]:
    """Also of `Annotated` inside `| None`."""
    return [
        *getattr(annotation, "__metadata__", ()),
        *(one for part in getattr(annotation, "__args__", ()) for one in _metadata(part)),
    ]


WHOLE = """\
version: 1
identity:
  issuers:
    main: {issuer: "https://idp.example", audience: [shop], keys: {secret: "hunter2"}, algorithms: [HS256]}
    other:
      issuer: https://other.example
      keys:
        secret: hunter2
      audience: [shop]
  introspection:
    opaque:
      url: https://ada:hunter2@idp.example/introspect
      client_secret: |
        hunter2
  revocation:
    redis: redis://redis:6379
    password: 'hunter2'
routes:
  list: {match: "GET /orders", to: orders, request: {set: {authorization: "Basic hunter2"}}}
"""


SLIPS = ("", "{", "}", '"', "'", ",", ": ", "\t", "\n", "[", "- ", "&", "*", "!", "|", "x", "#", " ", "\\")


@pytest.mark.parametrize("slip", SLIPS)
def test_a_file_that_breaks_anywhere_shows_no_secret(slip: str) -> None:
    """A letter in the place of another, outside of the words themselves: what a slip of a finger does."""
    for at in (at for at, letter in enumerate(WHOLE) if not letter.isalnum() and letter != "_"):
        text = WHOLE[:at] + slip + WHOLE[at + 1 :]
        excerpts = Excerpts({"a": text})
        shown = [excerpts.at(Place("a", number, 1)) for number in range(1, text.count("\n") + 2)]
        assert "hunter" not in "\n".join(one.text for one in shown if one), text
