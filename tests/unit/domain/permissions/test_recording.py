"""What is kept of a call for a replay: what was asked for, and that it was not there."""

from domain.identity.principal import Principal
from domain.message.headers import Headers
from domain.message.path import Path
from domain.message.request import Request
from domain.permissions.recording import Recording


def asked(headers: Headers, query: bytes = b"") -> Request:
    return Request(id="1", method="GET", path=Path(b"/", (b"",)), host="h", headers=headers, query=query)


def test_named_headers_are_kept_in_every_spelling_and_others_are_not() -> None:
    headers = [(b"x-a", b"1"), (b"x_a", b"2"), (b"x-a", b"3"), (b"accept", b"*/*")]
    recorded = Recording(headers=frozenset((b"x-a", b"x-b"))).recorded(asked(headers))
    assert recorded.headers == {"x-a": ["1", "3"], "x_a": ["2"], "x-b": []}
    assert recorded.query == {}


def test_named_parameters_of_the_query_are_kept_and_others_are_not() -> None:
    recorded = Recording(query=frozenset(("kind", "page"))).recorded(asked([], b"kind=a&token=secret&kind="))
    assert recorded.query == {"kind": ["a", ""], "page": []}
    assert recorded.headers == {}


def test_claims_are_kept_by_their_path() -> None:
    recorded = Recording(claims=frozenset(("realm.plan", "tenant"))).recorded(asked([]))
    caller = Principal("a", claims={"realm": {"plan": "gold"}, "email": "a@b.example"})
    assert recorded.claims(caller) == {"realm.plan": "gold", "tenant": None}
