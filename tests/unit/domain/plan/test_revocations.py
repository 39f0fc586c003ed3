"""Where revocations come from, compiled: defaults, and what does not go together."""

from pathlib import Path

import pytest

from domain.identity.issuer import Secret
from domain.identity.revocation_terms import RevocationOrigin, RevocationTerms
from domain.plan.revocations import compile_revocation
from domain.spec.fault import Fault
from domain.spec.place import Place, Text
from domain.spec.revocation import RevocationSpec

AT = Place("gateway.yaml", 1, 1)
FILE = Text(str(Path("/etc/limen/revoked.yaml")), AT)


def redis(address: str = "redis://redis:6379/0") -> Text:
    return Text(address, AT)


def codes(spec: RevocationSpec) -> list[str]:
    faults: list[Fault] = []
    compile_revocation(spec, faults)
    return [fault.code for fault in faults]


def test_a_file_is_looked_at_every_two_seconds_and_fails_closed() -> None:
    faults: list[Fault] = []
    terms = compile_revocation(RevocationSpec(file=FILE), faults)
    assert terms == RevocationTerms(RevocationOrigin.FILE, FILE.text, stream="limen:revoked", every=2.0, stale_for=10.0)
    assert (faults, terms.fails_open, terms.accepts_unnamed) == ([], False, False)


def test_redis_with_all_that_can_be_said() -> None:
    faults: list[Fault] = []
    spec = RevocationSpec(
        redis=redis("rediss://redis.example:6380/3"),
        username=Text("limen", AT),
        password="hunter2",
        stream=Text("shop:revoked", AT),
        fail="open",
        unnamed="accept",
    )
    terms = compile_revocation(spec, faults)
    assert (terms.origin, terms.location) == (RevocationOrigin.REDIS, "rediss://redis.example:6380/3")
    assert (terms.username, terms.password, terms.stream) == ("limen", Secret("hunter2"), "shop:revoked")
    assert (terms.fails_open, terms.accepts_unnamed, faults) == (True, True, [])
    assert "hunter2" not in repr(terms)
    assert "hunter2" not in repr(spec)


@pytest.mark.parametrize(
    "address",
    [
        "redis",
        "http://redis:6379",
        "redis://",
        "redis://user:password@redis:6379",
        "redis://redis:99999",
        "redis://redis:0",
        "redis://redis:6379/x",
        "redis://redis:6379/0?socket_timeout=100",
        "unix:///run/redis.sock",
    ],
)
def test_an_address_is_one_of_redis_without_anything_else_in_it(address: str) -> None:
    assert codes(RevocationSpec(redis=redis(address))) == ["address-malformed"]


@pytest.mark.parametrize("address", ["redis://r", "redis://127.0.0.1:6379/0", "rediss://[::1]:6380"])
def test_port_and_number_of_the_database_may_be_left_out(address: str) -> None:
    assert codes(RevocationSpec(redis=redis(address))) == []


def test_what_is_read_is_believed_longer_than_it_takes_to_read_it_again() -> None:
    assert codes(RevocationSpec(file=FILE, every=10.0)) == ["revocation-stale"]
    assert codes(RevocationSpec(redis=redis(), every=11.0)) == ["revocation-stale"]


def test_a_file_has_no_password() -> None:
    assert codes(RevocationSpec(file=FILE, password="x")) == ["revocation-malformed"]


def test_one_without_a_source_never_gets_here_and_makes_no_plan() -> None:
    assert codes(RevocationSpec()) == []
