"""The page of identity names tests: they are there, and so are the families of attacks."""

import re

from tests.conformance.jose.attacks import FAMILIES
from tests.docs.markdown import ROOT

PAGE = (ROOT / "docs/reference/identity.md").read_text()


def test_every_test_that_the_page_names_is_there() -> None:
    named = set(re.findall(r"`((?:\w+/)+\w+\.py)`", PAGE))
    assert len(named) > 20
    assert sorted(name for name in named if not (ROOT / "tests" / name).is_file()) == []


def test_the_page_names_every_family_of_attacks_and_no_other() -> None:
    assert set(re.findall(r"`(_\w+)`", PAGE)) == {family.__name__ for family in FAMILIES}
