"""A route's announced end compiles: in the right order, with an address to read on at."""

import pytest

from domain.message.deprecation import Deprecation
from domain.plan.deprecations import compile_deprecated
from domain.spec.fault import Fault
from domain.spec.handling import DeprecatedSpec
from tests.unit.domain.builders import at, codes, text


def compiled(spec: DeprecatedSpec) -> tuple[Deprecation, list[str]]:
    faults: list[Fault] = []
    made = compile_deprecated(spec, faults)
    return made, codes(faults)


def test_what_is_written_is_kept_in_whole_seconds() -> None:
    assert compiled(DeprecatedSpec(at(), 1.5)) == (Deprecation(1), [])
    spec = DeprecatedSpec(at(), 1.0, 2.0, text("https://docs.example/a?b#c"), refuses=True)
    assert compiled(spec) == (Deprecation(1, 2, "https://docs.example/a?b#c", refuses=True), [])


def test_an_end_comes_after_its_beginning_and_is_said() -> None:
    assert compiled(DeprecatedSpec(at(), 2.0, 1.0))[1] == ["sunset-early"]
    assert compiled(DeprecatedSpec(at(), 2.0, refuses=True))[1] == ["sunset-missing"]


@pytest.mark.parametrize(
    "link", ["moving.md", "https://a.example/>; rel=x", 'https://a.example/"', "https://ä.example"]
)
def test_a_link_is_an_address_that_may_stand_in_a_header(link: str) -> None:
    assert compiled(DeprecatedSpec(at(), 2.0, link=text(link)))[1] == ["link-malformed"]
