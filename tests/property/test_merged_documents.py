"""Random documents of two upstreams, merged: valid, closed, without anything that is not reached, and of one meaning.

The meaning of a schema is what it says when its references are followed; where they lead in a circle, both
sides must be in the same one.
"""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.spec.document import Document
from tests.unit.application.description.offering import (
    Read,
    answering,
    api,
    at,
    offering,
    references,
    schemas,
    spec,
    valid,
)
from tests.unit.application.description.tables import route

NAMES = ("Order", "Item", "Tree", "orders.Order", "Problem", "Row 1", "a/b", "Ärger")


def _references() -> st.SearchStrategy[Read]:
    steps = {name: name.replace("~", "~0").replace("/", "~1").replace(" ", "%20") for name in NAMES}
    return st.sampled_from(NAMES).map(lambda name: {"$ref": f"#/components/schemas/{steps[name]}"})


def _schemas() -> st.SearchStrategy[Any]:
    plain = st.sampled_from(
        [True, {}, {"type": "string"}, {"type": "integer", "minimum": 1}, {"enum": ["a", {"$ref": "#/x"}]}]
    )
    return st.recursive(
        st.one_of(plain, _references()),
        lambda inner: st.one_of(
            st.builds(lambda items: {"type": "array", "items": items}, inner),
            st.dictionaries(st.sampled_from(["id", "discriminator", "items"]), inner, max_size=3).map(
                lambda properties: {"type": "object", "properties": properties}
            ),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"anyOf": parts}),
        ),
        max_leaves=4,
    )


def _apis(name: str) -> st.SearchStrategy[Document]:
    # One that is itself, without anything between, says nothing, and no validator comes back from it.
    whole = _schemas().map(
        lambda one: {"type": "array", "items": one} if isinstance(one, dict) and {"$ref", "anyOf"} & one.keys() else one
    )
    named = st.fixed_dictionaries(dict.fromkeys(NAMES, whole))
    operations = st.lists(_schemas(), min_size=1, max_size=3)
    return st.builds(lambda answers, held: _api(name, answers, held), operations, named)


def _api(name: str, answers: list[Any], held: Read) -> Document:
    paths = {f"/{number}": {"get": answering(answer)} for number, answer in enumerate(answers)}
    return api(name, paths, **held)


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(_apis("orders"), _apis("users"))
def test_two_documents_become_one_that_means_the_same(orders: Document, users: Document) -> None:
    found, paths = _merged(orders, users)
    assert _merged(orders, users, backwards=True)[0]["components"] == found["components"]
    for path, (source, original) in paths.items():
        answer = found["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        theirs = source.value["paths"][original]["get"]["responses"]["200"]["content"]  # type: ignore[index,call-overload]
        assert _alike(theirs["application/json"]["schema"], source.value, answer, found, set())  # type: ignore[index,call-overload]


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(_apis("orders"), _apis("users"))
def test_every_component_is_reached(orders: Document, users: Document) -> None:
    found = _merged(orders, users)[0]
    reached: set[str] = set()
    waiting = list(references(_without_data(found["paths"])))
    while waiting:
        reference = waiting.pop()
        if reference not in reached and reference.startswith("#/components/schemas/"):
            reached.add(reference)
            waiting.extend(references(_without_data(at(found, reference))))
    assert {reference.rpartition("/")[2] for reference in reached} - {"Problem"} == set(schemas(found))


def _merged(
    orders: Document, users: Document, *, backwards: bool = False
) -> tuple[Read, dict[str, tuple[Document, str]]]:
    paths = {
        f"/{source.uri.rpartition('/')[2]}{path}": (source, path)
        for source in (orders, users)
        for path in map(str, source.value["paths"])  # type: ignore[arg-type]
    }
    routes = [route(path[1:].replace("/", "-"), f"GET {path}") for path in paths]
    bound = {path[1:].replace("/", "-"): spec(*one) for path, one in paths.items()}
    return valid(offering(reversed(routes) if backwards else routes, bound)), paths


def _without_data(value: Any) -> Any:
    """Enumerations hold what looks like a reference, and properties may be called like one."""
    if isinstance(value, list):
        return [_without_data(one) for one in value]
    if not isinstance(value, dict):
        return value
    kept = {
        key: one for key, one in value.items() if key != "enum" and not (key == "$ref" and not isinstance(one, str))
    }
    return {key: _without_data(list(one.values()) if key == "properties" else one) for key, one in kept.items()}


def _alike(theirs: Any, source: Any, ours: Any, merged: Any, seen: set[tuple[str, str]]) -> bool:
    if isinstance(theirs, dict) and isinstance(ours, dict):
        there, here = theirs.get("$ref"), ours.get("$ref")
        if isinstance(there, str) or isinstance(here, str):
            if not (isinstance(there, str) and isinstance(here, str)):
                return False
            if (there, here) in seen:
                return True
            return _alike(at(source, there), source, at(merged, here), merged, seen | {(there, here)})
        return theirs.keys() == ours.keys() and all(
            one == ours[key] if key == "enum" else _alike(one, source, ours[key], merged, seen)
            for key, one in theirs.items()
        )
    if isinstance(theirs, list) and isinstance(ours, list):
        return len(theirs) == len(ours) and all(
            _alike(one, source, other, merged, seen) for one, other in zip(theirs, ours, strict=True)
        )
    return bool(theirs == ours)
