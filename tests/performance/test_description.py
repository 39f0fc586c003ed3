"""A description of 500 operations and 300 schemas is made well within a second, and a view of it sooner."""

from time import process_time

from application.asker import stated
from application.description.document import view
from application.description.prepared import prepared
from application.description.views import published, view_for
from domain.identity.principal import Principal
from tests.unit.application.description.offering import answering, api, offering, ref, spec
from tests.unit.application.description.tables import route

OPERATIONS, SCHEMAS = 500, 300
LONGEST = 1.0  # seconds of this process; measured at 0.1, and a machine may be busy


def test_five_hundred_operations_are_described_within_a_second() -> None:
    properties = {
        number: {"id": {"type": "integer"}, "next": ref(f"S{(number + 1) % SCHEMAS}"), "of": ref(f"S{number // 2}")}
        for number in range(SCHEMAS)
    }
    schemas = {f"S{number}": {"type": "object", "properties": one} for number, one in properties.items()}
    paths = {
        f"/r{n}/{{id}}": {"get": answering(ref(f"S{n % SCHEMAS}"), operationId=f"r{n}")} for n in range(OPERATIONS)
    }
    source = api("orders", paths, **schemas)
    routes = [route(f"r{n}", f"GET /r{n}/{{id}}") for n in range(OPERATIONS)]
    plan = offering(routes, {f"r{n}": spec(source, f"/r{n}/{{id}}") for n in range(OPERATIONS)})
    began = process_time()
    known = prepared(plan)
    whole = view(known, published, title="", version="")
    again = process_time()
    view(known, view_for(plan, stated(plan, Principal("ada")), "caller"), title="", version="")
    assert again - began < LONGEST
    assert process_time() - again < LONGEST
    assert len(whole["paths"]) == OPERATIONS  # type: ignore[arg-type]
    print(f"whole {again - began:.3f} s, a view {process_time() - again:.3f} s")
