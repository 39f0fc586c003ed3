"""One document of several: every schema under a name of its own, all reached, and none that says something else."""

from itertools import permutations
from typing import Any

from domain.plan.plan import Plan
from domain.spec.document import Document
from tests.unit.application.description.offering import (
    Read,
    answer,
    answering,
    api,
    document,
    made,
    offering,
    ref,
    schemas,
    spec,
    valid,
)
from tests.unit.application.description.tables import route

NUMBER = {"type": "object", "properties": {"id": {"type": "integer"}}}
TEXT = {"type": "object", "properties": {"id": {"type": "string"}}}
TREE = {"type": "object", "properties": {"below": {"type": "array", "items": ref("Tree")}, "of": ref("Leaf")}}


def two(first: Document, second: Document, **more: Any) -> Plan:
    """Both answer at `/`; the gateway offers them as `/orders` and `/users`."""
    routes = [route("orders", "GET /orders"), route("users", "GET /users", to="users")]
    return offering(routes, {"orders": spec(first, "/"), "users": spec(second, "/")}, **more)


def each(name: str, schema: Any, **schemas: Any) -> Document:
    return api(name, {"/": {"get": answering(schema)}}, **schemas)


def test_schemas_of_one_name_that_say_the_same_are_one() -> None:
    found = valid(
        two(each("orders", ref("Row"), Row=NUMBER), each("users", ref("Row"), Row=dict(reversed(NUMBER.items()))))
    )
    assert schemas(found) == {"Row": NUMBER}
    assert answer(found, "/orders") == answer(found, "/users") == ref("Row")


def test_schemas_of_one_name_that_say_different_things_are_called_after_their_documents() -> None:
    found = valid(two(each("orders", ref("Row"), Row=NUMBER), each("users", ref("Row"), Row=TEXT)))
    assert schemas(found) == {"orders.Row": NUMBER, "users.Row": TEXT}
    assert (answer(found, "/orders"), answer(found, "/users")) == (ref("orders.Row"), ref("users.Row"))


def test_what_differs_far_below_tells_two_schemas_apart() -> None:
    above = {"type": "array", "items": ref("Row")}
    found = valid(
        two(each("orders", ref("Rows"), Rows=above, Row=NUMBER), each("users", ref("Rows"), Rows=above, Row=TEXT))
    )
    assert sorted(schemas(found)) == ["orders.Row", "orders.Rows", "users.Row", "users.Rows"]
    assert schemas(found)["users.Rows"] == {"type": "array", "items": ref("users.Row")}


def test_recursive_schemas_that_say_the_same_are_one_and_others_are_not() -> None:
    alike = valid(
        two(each("orders", ref("Tree"), Tree=TREE, Leaf=NUMBER), each("users", ref("Tree"), Tree=TREE, Leaf=NUMBER))
    )
    assert schemas(alike) == {"Leaf": NUMBER, "Tree": TREE}
    other = valid(
        two(each("orders", ref("Tree"), Tree=TREE, Leaf=NUMBER), each("users", ref("Tree"), Tree=TREE, Leaf=TEXT))
    )
    assert sorted(schemas(other)) == ["orders.Leaf", "orders.Tree", "users.Leaf", "users.Tree"]


def test_only_what_is_reached_is_there() -> None:
    found = valid(two(each("orders", ref("Row"), Row=NUMBER, Unused=ref("Secret"), Secret=TEXT), each("users", {})))
    assert list(schemas(found)) == ["Row"]


def test_names_do_not_depend_on_the_order_of_routes() -> None:
    sources = {name: each(name, ref("Row"), Row={"const": name}) for name in ("a", "b", "c")}
    bound = {name: spec(source, "/") for name, source in sources.items()}
    found = [
        schemas(valid(offering([route(name, f"GET /{name}") for name in order], bound)))
        for order in permutations(sources)
    ]
    assert all(one == found[0] for one in found)
    assert list(found[0]) == ["a.Row", "b.Row", "c.Row"]


def test_the_gateways_own_problem_keeps_its_name() -> None:
    found = valid(two(each("orders", ref("Problem"), Problem=NUMBER), each("users", ref("Problem"), Problem=NUMBER)))
    assert schemas(found) == {"orders.Problem": NUMBER}
    assert found["components"]["schemas"]["Problem"]["title"] == "Problem"


def test_documents_of_one_name_are_numbered_where_they_say_different_things() -> None:
    first, second = (document("file:///a/row.schema.json", {"$defs": {"Row": one}}) for one in (NUMBER, TEXT))
    bound = {
        "a": made(first, answering({"$ref": "#/$defs/Row"})),
        "b": made(second, answering({"$ref": "#/$defs/Row"})),
    }
    found = valid(offering([route("a", "GET /a"), route("b", "GET /b")], bound))
    assert schemas(found) == {"row.Row": NUMBER, "row.Row-2": TEXT}


def test_a_schema_that_stands_elsewhere_than_among_the_components_becomes_one() -> None:
    source = each("orders", {"$ref": "#/x-shapes/Row/0"})
    whole = document(source.uri, {**source.value, "x-shapes": {"Row": [NUMBER]}})
    found = valid(offering([route("orders", "GET /orders")], {"orders": spec(whole, "/")}))
    assert answer(found, "/orders") == ref("x-shapes-Row-0")
    assert schemas(found) == {"x-shapes-Row-0": NUMBER}


def test_a_reference_into_a_component_leads_into_the_same_one() -> None:
    inner = {"$ref": "#/components/schemas/Row/properties/id"}
    found = valid(two(each("orders", inner, Row=NUMBER), each("users", ref("Row"), Row=TEXT)))
    assert answer(found, "/orders") == {"$ref": "#/components/schemas/orders.Row/properties/id"}


def test_a_schema_file_that_refers_to_itself_is_a_component_of_its_name() -> None:
    tree = {"type": "object", "additionalProperties": {"$ref": "#"}}
    source = document("file:///etc/limen/tree.schema.json", tree)
    found = valid(offering([route("a", "GET /a")], {"a": made(source, answering({"$ref": "#"}))}))
    assert schemas(found) == {"tree": {"type": "object", "additionalProperties": ref("tree")}}


def test_what_is_data_is_left_as_it_is() -> None:
    tricky = {
        "type": "object",
        "properties": {"$ref": {"type": "string"}, "discriminator": {"type": "string"}},
        "examples": [{"$ref": "#/not/there"}],
        "default": {"$ref": "#/not/there"},
        "const": {"properties": {"a": {"$ref": "#/not/there"}}},
        "x-more": {"$ref": "#/not/there"},
    }
    found = two(each("orders", ref("Row"), Row=tricky), each("users", {}))
    from application.description.document import describe

    described: Any = describe(found)
    assert schemas(described) == {"Row": tricky}


def test_anchors_are_referred_to_by_their_place_and_dynamic_ones_have_names_of_their_document() -> None:
    node = {"$dynamicAnchor": "node", "type": "object", "properties": {"next": {"$dynamicRef": "#node"}}}
    leaf = {"$anchor": "leaf", "type": "string"}
    schema = {"anyOf": [{"$ref": "#leaf"}, ref("Node")]}
    found = valid(two(each("orders", schema, Node=node, Leaf=leaf), each("users", schema, Node=node, Leaf=leaf)))
    assert answer(found, "/orders") == {"anyOf": [ref("Leaf"), ref("orders.Node")]}
    assert schemas(found)["Leaf"] == {"type": "string"}
    assert schemas(found)["users.Node"] == {
        "$dynamicAnchor": "users.node",
        "type": "object",
        "properties": {"next": {"$dynamicRef": "#users.node"}},
    }


def test_an_anchor_that_is_not_there_leads_to_anything() -> None:
    found = valid(two(each("orders", {"$ref": "#lost"}), each("users", {})))
    assert list(schemas(found).values()) == [{}]


def test_a_schemas_own_address_goes_because_references_begin_in_the_document() -> None:
    found = valid(two(each("orders", ref("Row"), Row={"$id": "https://a.example/row", **NUMBER}), each("users", {})))
    assert schemas(found) == {"Row": NUMBER}


def pets(cat: Any, **discriminator: Any) -> Read:
    kinds = {"propertyName": "kind", **discriminator}
    return {"Pet": {"oneOf": [ref("Cat"), ref("Dog")], "discriminator": kinds}, "Cat": cat, "Dog": NUMBER}


def test_what_is_chosen_by_a_schemas_name_is_chosen_still_when_it_has_another_name() -> None:
    found = valid(two(each("orders", ref("Pet"), **pets(NUMBER)), each("users", ref("Pet"), **pets(TEXT))))
    assert schemas(found)["users.Pet"]["discriminator"]["mapping"] == {"Cat": "#/components/schemas/users.Cat"}


def test_mappings_lead_to_the_same_schemas_by_their_names_and_by_references() -> None:
    mapping = {"cat": "Cat", "dog": "#/components/schemas/Dog"}
    first, second = (
        each(name, ref("Pet"), **pets(cat, mapping=mapping)) for name, cat in (("orders", NUMBER), ("users", TEXT))
    )
    found = valid(two(first, second))
    assert schemas(found)["users.Pet"]["discriminator"]["mapping"] == {
        "cat": "#/components/schemas/users.Cat",
        "dog": "#/components/schemas/Dog",
    }


def test_those_that_extend_a_schema_come_with_it_where_it_chooses_among_them() -> None:
    pet = {"type": "object", "discriminator": {"propertyName": "kind", "mapping": {"dog": "Dog"}}}
    cat, dog = {"allOf": [ref("Pet"), NUMBER]}, {"allOf": [ref("Pet")]}
    found = valid(two(each("orders", ref("Pet"), Pet=pet, Cat=cat, Dog=dog, Stone=NUMBER), each("users", {})))
    assert sorted(schemas(found)) == ["Cat", "Dog", "Pet"]
    assert schemas(found)["Pet"]["discriminator"]["mapping"] == {
        "Cat": "#/components/schemas/Cat",
        "dog": "#/components/schemas/Dog",
    }
