"""A selection that says nothing."""

from domain.spec.from_openapi import SelectionSpec
from domain.spec.place import Place, Text


def test_a_selection_is_empty_until_it_names_something() -> None:
    name = (Text("a", Place("gateway.yaml", 1, 1)),)
    assert SelectionSpec().is_empty
    assert not any(
        one.is_empty for one in (SelectionSpec(tags=name), SelectionSpec((), name), SelectionSpec(paths=name))
    )
