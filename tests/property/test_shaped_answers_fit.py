"""What a shape makes of an answer fits what is described: random answers, by a real validator."""

from typing import Any

import jsonschema_rs
from hypothesis import given, settings
from hypothesis import strategies as st

from application.description.shaped import shaped
from domain.composition.shape import Shape

PREFIX = "#/components/schemas/"
SCHEMAS: dict[str, Any] = {
    "User": {
        "type": "object",
        "required": ["id", "name"],
        "properties": {
            "id": {"type": "integer"},
            "name": {"type": "string"},
            "home": {"$ref": "#/components/schemas/Home"},
        },
        "additionalProperties": False,
    },
    "Home": {
        "type": "object",
        "required": ["town"],
        "properties": {
            "town": {"type": "string"},
            "of": {"type": "array", "items": {"$ref": f"{PREFIX}User"}},
        },
    },
}
FIELDS = ("id", "name", "home", "town", "of", "other")
PATHS = st.lists(st.sampled_from(FIELDS), min_size=1, max_size=3).map(tuple)
HOMES = st.deferred(
    lambda: st.fixed_dictionaries({"town": st.text(max_size=2)}, optional={"of": st.lists(USERS, max_size=2)})
)
USERS: st.SearchStrategy[Any] = st.fixed_dictionaries(
    {"id": st.integers(), "name": st.text(max_size=2)}, optional={"home": HOMES}
)
SHAPES = st.builds(
    Shape,
    pick=st.lists(PATHS, max_size=3).map(tuple),
    drop=st.lists(PATHS, max_size=2).map(tuple),
    rename=st.lists(st.tuples(PATHS, st.sampled_from((*FIELDS, "new"))), max_size=2).map(tuple),
    wrap=st.sampled_from((None, "data")),
    meta=st.sampled_from((None, {"v": 1})),
)


@settings(deadline=None, max_examples=300)
@given(st.one_of(USERS, st.lists(USERS, max_size=3)), SHAPES)
def test_a_shaped_answer_fits_its_shaped_schema(value: Any, shape: Shape) -> None:
    user = {"$ref": f"{PREFIX}User"}
    schema: Any = {"type": "array", "items": user} if isinstance(value, list) else user
    whole = {"components": {"schemas": SCHEMAS}}
    assert jsonschema_rs.is_valid({**whole, "allOf": [schema]}, value)
    described: Any = shaped({"schema": schema}, shape, lambda one: SCHEMAS[one.rpartition("/")[2]])["schema"]
    made = shape.applied(value)
    assert jsonschema_rs.is_valid({**whole, "allOf": [described]}, made), (described, made)
