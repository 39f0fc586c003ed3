"""Accept: what a caller takes, and which form it would rather have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.message.accept import LONGEST, preferred, takes

JSON = ("application/json",)
FORMS = ("application/problem+json", "application/json", "text/html", "text/plain")
CHROMIUM = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
JAVA = "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2"  # HttpURLConnection, of a program that wants anything
WEIGHTS = {"": 1.0, ";q=0": 0.0, ";q=0.5": 0.5, "; Q=0.25": 0.25, ";q=1": 1.0}


@pytest.mark.parametrize(
    ("accept", "does"),
    [
        ("application/json", True),
        ("application/*", True),
        ("*/*", True),
        ("text/html, application/json;q=0.1", True),
        ("text/html, application/json;q=.1", True),
        ("text/html", False),
        ("application/json;q=0", False),
        ("application/json;q=0, */*", False),  # the more specific one counts
        ("application/*;q=0, */*", False),
        ("text/*, */*;q=0", False),
        ("", True),
        ("json", True),  # no wish that can be read
        ("application/json;q=x", True),
        ("application/json;q=.", True),
        ("application/json;q=1.5", True),
    ],
)
def test_the_most_specific_range_says_whether_a_type_is_taken(accept: str, does: bool) -> None:
    assert takes(accept, JSON) is does


def test_what_is_offered_may_be_a_range() -> None:
    assert takes("text/html", ("text/*",))
    assert takes("text/html", ("*/*",))
    assert not takes("image/png", ("text/*",))


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        (CHROMIUM, "text/html"),
        ("TEXT/HTML", "text/html"),
        ("text/*", "text/html"),
        ("text/html;level=1, , application/json; q = 0.5", "text/html"),
        ("text/plain", "text/plain"),
        ("text/plain, text/html;q=0.9, */*;q=0.1", "text/plain"),
        ("text/html, text/plain, */*;q=0.1", "text/html"),  # of equals the first that there is
        *((one, FORMS[0]) for one in ("", "*/*", "image/png", "application/xml", ",", ";", "text/html;q=0", "*")),
        ("text/html, application/xhtml+xml, */*", FORMS[0]),
        ("text/html, application/problem+json", FORMS[0]),
        ("application/json, text/plain, */*", FORMS[0]),
        ("application/json", "application/json"),
        ("text/html;q=much, application/json;q=0.1", FORMS[0]),
        (JAVA, FORMS[0]),
        ('text/html;x="a,b"', FORMS[0]),
    ],
)
def test_the_first_form_is_given_unless_another_is_liked_better(accept: str, form: str) -> None:
    assert preferred(accept, FORMS) == form


def test_of_what_is_longer_than_anybodys_nothing_is_read() -> None:
    assert preferred("text/html".ljust(LONGEST), FORMS) == "text/html"
    assert preferred("text/html".ljust(LONGEST + 1), FORMS) == FORMS[0]


@given(st.text() | st.lists(st.sampled_from((*FORMS, "text/*", "*/*", "x", ";q=", ",", "q")), max_size=9).map(",".join))
def test_whatever_is_said_one_of_the_forms_is_given(accept: str) -> None:
    assert preferred(accept, FORMS) in FORMS


@given(st.permutations(FORMS), st.lists(st.sampled_from(tuple(WEIGHTS)), min_size=4, max_size=4))
def test_of_exact_wishes_the_heaviest_wins_and_of_equals_the_first(order: list[str], weights: list[str]) -> None:
    said = dict(zip(order, weights, strict=True))
    accept = ", ".join(f"{form}{weight}" for form, weight in said.items())
    best = max(WEIGHTS[weight] for weight in weights)
    assert preferred(accept, FORMS) == next(one for one in FORMS if WEIGHTS[said[one]] == best)
