"""Variables replace text by text: once, never structure, and a missing one is a fault."""

import pytest

from adapters.config.environment import replaced
from domain.spec.fault import Fault
from domain.spec.place import Place

AT = Place("gateway.yaml", 3, 5)
ENVIRONMENT = {"HOST": "orders", "EMPTY": "", "NESTED": "${HOST}", "LATIN": "caf\udce9"}


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("http://${HOST}:${PORT:-80}", "http://orders:80"),
        ("${HOST:-other}", "orders"),
        ("${EMPTY}", ""),
        ("${EMPTY:-full}", "full"),
        ("${NONE:-}", ""),
        ("${NONE:-a:-b c}", "a:-b c"),
        ("$${HOST}", "${HOST}"),
        ("$$${HOST}", "$${HOST}"),
        ("${NESTED}", "${HOST}"),
        ("$HOST {HOST} $", "$HOST {HOST} $"),
    ],
)
def test_a_reference_becomes_the_variable_or_its_default(written: str, text: str) -> None:
    assert replaced(written, AT, ENVIRONMENT) == text


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("${NONE}", "env-missing"),
        ("${}", "env-malformed"),
        ("${1A}", "env-malformed"),
        ("${A B}", "env-malformed"),
        ("${HOST-x}", "env-malformed"),
        ("${HOST", "env-malformed"),
        ("${LATIN}", "env-not-text"),
    ],
)
def test_a_reference_to_nothing_is_a_fault_at_its_place(written: str, code: str) -> None:
    fault = replaced(written, AT, ENVIRONMENT)
    assert isinstance(fault, Fault)
    assert (fault.at, fault.code) == (AT, code)
