"""The spec: what is not written is told apart from what is, and nothing unwritten opens a door."""

from domain.spec.server import ServerSpec
from domain.spec.spec import Spec
from domain.spec.upstream import TimeoutSpec
from tests.unit.domain.builders import at


def test_where_nothing_is_written_nobody_is_let_in_and_nothing_is_limited_but_bodies() -> None:
    empty = Spec(at())
    assert (empty.default_require, empty.default_credentials, empty.routes) == (None, (), ())
    assert empty.server == ServerSpec(body_limit=10 * 1024 * 1024)


def test_an_unwritten_timeout_is_none_and_not_zero() -> None:
    assert TimeoutSpec() == TimeoutSpec(connect=None, idle=None, total=None)
