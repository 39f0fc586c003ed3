"""Good files bent in one place: a key more, a key less, another name, another value."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

from adapters.config.schema.document import schema

Place = tuple[Any, str | int]  # a mapping or list, and a key or number in it

VALUES: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 7, 1.5, 10**7, "", " ", "x", "x y", "a\nb", "public", "true", "7",
    "5s", "0s", "301s", "6m", "25h", "721h", "5 s", "10MiB", "1MB", "0B", "20%", "101%", "100.0%",
    "{id}", "{a}{b}", "{", "GET /x", "* /x", "GET, /x", "GET x", "/x", "/x\u00e9", "x-a", "x a",
    "24:00", "24:01", "Mon", "+15:00", "UTC", "2026-13-01T00:00:00Z", [], [[]], [None], ["a"], ["a", 1],
    {}, {"x": {}}, {"file": "x"}, {"file": ""}, {"claim": "a"}, {"role": "a", "policy": "b"}, {"not": "public"},
    {"any_of": []}, {"any_of": [{"not": {"claim": {"a": {"in": [1, "{b}", {"header": "x-a"}]}}}}]},
    {"claim": {}}, {"header": {"x a": "b"}}, {"claim": {"a": 1.5}}, {"claim": {"a": {"literal": "{"}}},
    {"equals": {"literal": "{"}}, {"time": {}}, {"time": {"till": "08:00"}},
)  # fmt: skip


def _vocabulary(form: Any) -> Iterator[tuple[str, list[Any]]]:
    """Every key that the schema knows, with its examples and words."""
    if isinstance(form, dict):
        for key, below in form.get("properties", {}).items():
            yield key, [*below.get("examples", ()), *below.get("enum", ())]
        for below in form.values():
            yield from _vocabulary(below)
    elif isinstance(form, list):
        for below in form:
            yield from _vocabulary(below)


KEYS = sorted({key for key, _ in _vocabulary(schema())})
EXAMPLES = [json.loads(one) for one in sorted({json.dumps(one) for _, held in _vocabulary(schema()) for one in held})]

values = st.one_of(st.sampled_from(VALUES), st.sampled_from(EXAMPLES))
# Near misses find more than far ones: more often than not, a text takes the place of a text.
_ALIKE = {
    kind: st.one_of(values, *2 * [st.sampled_from([one for one in (*VALUES, *EXAMPLES) if isinstance(one, kind)])])
    for kind in (str, dict, list, int)
}


def places(data: Any) -> Iterator[Place]:
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, below in inside:
        yield data, step
        yield from places(below)


@st.composite
def bent(draw: Callable[..., Any], good: Any) -> Any:
    data = deepcopy(good)
    holder, step = draw(st.sampled_from(list(places(data))))
    match draw(st.sampled_from(["other", "other", "other", "less", "more", "name", "list", "known"])):
        case "less":
            del holder[step]
        case "other":
            holder[step] = draw(_ALIKE.get(type(holder[step]), values))
        case "list":
            holder[step] = [holder[step]]
        case how if isinstance(holder, dict):
            key = {"more": "surprise", "name": f"{step}s"}.get(how) or draw(st.sampled_from(KEYS))
            holder[key] = holder.pop(step) if how == "name" else draw(values)
        case _:
            holder[step] = {draw(st.sampled_from(KEYS)): holder[step]}
    return data
