"""What a composed or shaped route is said to do: decided, explained and compared by the compiled plan itself."""

from application.decisions.question import asked
from application.diff.change import Kind
from application.explanation.explaining import explained
from application.explanation.words_sending import forwarded
from domain.identity.principal import Principal
from entrypoints.offline import decider
from tests.unit.application.composition.test_composing import PARTS
from tests.unit.application.composition.test_shaping import WITH_SHAPES
from tests.unit.application.diff.differing import compared
from tests.unit.application.house import plan_of


def lines(config: str, path: str) -> list[str]:
    plan = plan_of(config)
    question = asked("GET", path, who=Principal("ada", credential="main"))
    sending = explained(plan, question, decider(plan).decide(question)).sending
    assert sending is not None
    return [text for text, *_ in forwarded(sending)]


def test_a_decision_names_every_part_and_what_is_known_of_its_call() -> None:
    verdict = decider(plan_of(PARTS)).decide(asked("GET", "/me?size=3", who=Principal("ada", credential="main")))
    assert verdict.upstreams == ("users", "orders", "items")
    assert verdict.sent_to == "users and orders and items"
    assert [(one.part, one.call.target) for one in verdict.sent] == [
        ("user", b"/users/ada"),
        ("orders", b"/orders?name={user:/name}&size=3"),
        ("item", b"/items/{join.id}"),
    ]


def test_an_explanation_tells_the_order_of_parts() -> None:
    told = [line for line in lines(PARTS, "/me") if line.startswith("part ")]
    assert told == [
        "part user (required), step 1: to users",
        "part orders (optional), step 2, after user: to orders",
        "part item (optional), step 3, for keys in orders: to items",
    ]


def test_an_explanation_tells_the_shape_of_the_answer() -> None:
    assert "the answer's shape: without secret; below data; up to 64 bytes of JSON" in lines(WITH_SHAPES, "/strict")
    assert "the answer's shape: only id; up to 1048576 bytes of JSON" in lines(WITH_SHAPES, "/lax")
    renamed = WITH_SHAPES.replace("{pick: [id], others: pass}", "{rename: {a.b: c}}")
    assert "the answer's shape: a.b as c; up to 1048576 bytes of JSON" in lines(renamed, "/lax")


def test_a_changed_shape_and_changed_parts_are_told() -> None:
    (shape,) = compared(WITH_SHAPES.replace("drop: [secret]", "drop: [other]"), WITH_SHAPES).changes
    assert (shape.kind, shape.details) == (Kind.TERMS, ("the shape of answers",))
    (parts,) = compared(PARTS.replace("drop: [secret], ", ""), PARTS).changes
    assert (parts.kind, parts.new_route) == (Kind.TERMS, "me")
    changes = compared(PARTS.replace("from: users", "from: items"), PARTS).changes
    assert {change.kind for change in changes} == {Kind.UPSTREAM, Kind.TERMS}
