"""No spelling of a protected path reaches a public route, in either setting, however naively an upstream reads it."""

import posixpath
import re
from functools import partial
from itertools import permutations
from urllib.parse import unquote_to_bytes

from hypothesis import example, given
from hypothesis import strategies as st

from domain.message.path import Path, UnsafePath, read_path
from domain.routing.table import Match
from domain.spec.requirement import Authenticated
from tests.property.test_paths import awkward
from tests.unit.domain.builders import at, plan, request, route, spec

PLAN = plan(
    spec(
        route("public", "/public/{rest*}"),
        route("admin", "/admin/{rest*}", require=Authenticated(at())),
    )
)
DOTS = (b"..", b"%2e%2e", b".%2E", b"%2e.", b"%252e%252e", b".%252e", b"%25%32%65.", b"..;", b"..;a=b", b"..%3b")
MORE_DOTS = (b"..%253b", b"..%00", b"..%2500", b"%c0%ae%c0%ae", b"%%32%65.", b"%u002e.", b". .", b"...", b".", b"%2e")
SLASHES = (b"/", b"//", b"/./", b"%2f", b"%2F", b"%252f", b"%5c", b"%255c", b"\\", b"/%2e/", b";/", b"%c0%af", b"/;/")
NAMES = (b"admin", b"%61dmin", b"%2561dmin", b"admin;x", b"admin%3bx", b"public", b"a", b"x", b"")
between = st.sampled_from(SLASHES)
names = st.sampled_from(NAMES[:5])
piece = st.sampled_from((*DOTS, *DOTS, *MORE_DOTS, *NAMES))


@st.composite
def spellings(draw: st.DrawFn) -> bytes:
    """Ways that begin anywhere, and mean to end below /admin."""
    start = draw(st.sampled_from((b"/public", b"/public", b"/%70ublic", b"/admin", b"//public", b"/a/../public", b"")))
    way = draw(st.lists(st.tuples(between, piece), max_size=5))
    parts = [start, *(slash + name for slash, name in way), draw(between), draw(names), draw(between), b"x"]
    return b"".join(parts)


def cut_at_semicolons(path: bytes) -> bytes:
    return re.sub(rb";[^/]*", b"", path)


def merged(path: bytes) -> bytes:
    return re.sub(rb"/+", b"/", path)


def turned(path: bytes) -> bytes:
    return path.replace(b"\\", b"/")


def ended_at_nul(path: bytes) -> bytes:
    return path.partition(b"\0")[0]


def twice(path: bytes) -> bytes:
    return unquote_to_bytes(unquote_to_bytes(path))


STEPS = (unquote_to_bytes, twice, cut_at_semicolons, merged, turned, ended_at_nul)


def readings(path: bytes) -> set[bytes]:
    """Every step alone and every three in any order, each before and after dots are resolved."""
    found = {path}
    for steps in permutations(STEPS, 3):
        here = path
        for step in steps:
            here = step(here)
            found |= {here, posixpath.normpath(here)}
    return found


def outcome(raw: bytes, *, normalise: bool) -> tuple[str, bytes] | None:
    """The route that answers and the bytes that it forwards; None for a refusal."""
    path = read_path(raw, normalise=normalise)
    if isinstance(path, UnsafePath):
        return None
    asked = request("GET", path.raw)
    assert asked.path == path  # reading what was read changes nothing
    match = PLAN.table.match(asked)
    return (match.route.name, path.raw) if isinstance(match, Match) else None


def is_below_admin(path: bytes) -> bool:
    return path.lower().lstrip(b"/").split(b"/")[0] == b"admin"


def check(raw: bytes, *, normalise: bool) -> None:
    reached = outcome(raw, normalise=normalise)
    if reached is not None and reached[0] == "public":
        assert [one for one in readings(reached[1]) if is_below_admin(one)] == []


@given(spellings())
@example(b"/public/../admin/x")
@example(b"/public/%2e%2e/admin/x")
@example(b"/public/%252e%252e/admin/x")
@example(b"/public/..%252fadmin/x")
@example(b"/public/..;/admin/x")
@example(b"/public/..%253b/admin/x")
@example(b"/public//../../admin/x")
@example(b"/admin/../public/../admin/x")
def test_what_is_answered_as_public_is_never_below_admin(raw: bytes) -> None:
    check(raw, normalise=False)
    check(raw, normalise=True)


def test_the_short_spellings_are_tried_one_and_all() -> None:
    ways = [
        b"/public" + slash + dots + again + name + b"/x"
        for slash in SLASHES
        for dots in (*DOTS, *MORE_DOTS)
        for again in SLASHES
        for name in NAMES
    ]
    for raw in ways:
        check(raw, normalise=False)
        check(raw, normalise=True)
    assert len(ways) == len(SLASHES) ** 2 * 20 * len(NAMES)


def test_the_readings_would_find_one_that_came_through() -> None:
    for path in (b"/public/../admin/x", b"/public/%252e%252e/admin", b"/public/..;a/admin", b"/public/..%5cadmin"):
        assert any(map(is_below_admin, readings(path)))


def test_normalising_lets_the_honest_spellings_through() -> None:
    reach = partial(outcome, normalise=True)
    assert reach(b"/public/../admin/x") == ("admin", b"/admin/x")
    assert reach(b"//admin///x/.") == ("admin", b"/admin/x/")
    assert reach(b"/admin/../public/x") == ("public", b"/public/x")


@given(awkward)
def test_normalising_is_idempotent(raw: bytes) -> None:
    path = read_path(raw, normalise=True)
    if isinstance(path, Path):
        assert read_path(path.raw, normalise=True) == path
        assert read_path(path.raw) == path


@given(awkward)
def test_normalising_only_ever_mends_what_would_have_been_refused(raw: bytes) -> None:
    path = read_path(raw)
    if isinstance(path, Path):
        assert read_path(raw, normalise=True) == path
