import pytest

from adapters.schemas.python_checks import PythonChecks
from application.ports.checks import Asked, Unloadable
from domain.spec.check import Check
from domain.spec.place import Place

AT = Place("gateway.yaml", 3, 1)
SOURCE = """
LIMIT = 3

def quantity(request):
    if request.body["n"] > LIMIT:
        return [("/n", "Too many.")]

async def later(request): ...

def nothing(): ...
"""


def loaded(name: str, source: str = SOURCE) -> object:
    return PythonChecks().loaded(Check("checks.py", name, source, AT))


def test_a_function_is_found_and_asked() -> None:
    checking = PythonChecks().loaded(Check("checks.py", "quantity", SOURCE, AT))
    assert checking(Asked("POST", {}, {}, {}, {"n": 4})) == [("/n", "Too many.")]
    assert checking(Asked("POST", {}, {}, {}, {"n": 3})) is None


@pytest.mark.parametrize(
    ("name", "source", "line", "why"),
    [
        ("none", SOURCE, 1, "there is no function `none` in it"),
        ("LIMIT", SOURCE, 1, "there is no function `LIMIT` in it"),
        ("later", SOURCE, 8, "`later` is asynchronous: a check answers at once"),
        ("nothing", SOURCE, 10, "`nothing` must take one argument, the request"),
        ("a", "def a(:", 1, "invalid syntax"),
        ("a", "x = 1\ny = 1 / 0\n", 2, "ZeroDivisionError: division by zero"),
    ],
)
def test_what_can_t_be_used_says_why_and_where(name: str, source: str, line: int, why: str) -> None:
    with pytest.raises(Unloadable) as caught:
        loaded(name, source)
    assert (str(caught.value), caught.value.at and caught.value.at.line) == (why, line)


def test_functions_of_one_file_share_what_it_holds() -> None:
    checks = PythonChecks()
    one, other = (
        checks.loaded(Check("checks.py", name, "a = b = lambda request: state\nstate = []\n", AT)) for name in "ab"
    )
    assert one(Asked("GET", {}, {}, {})) is other(Asked("GET", {}, {}, {}))
