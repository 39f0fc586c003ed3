"""Orders: numbered rows that anybody who reaches this service may read and write.

Who may is the gateway's business; this service sees no token and asks for none.
"""

from pathlib import Path as FilePath
from typing import Annotated, Literal

from fastapi import FastAPI, Path, Query, Response
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from entrypoints.demo import items
from entrypoints.demo.app import NOT_FOUND, found, service_app
from entrypoints.demo.table import Page, PageQuery, Row, Table, omissible


def whole(value: object) -> object:
    """3.0 is a whole number, as JSON Schema has it; "3" is none."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Customer = Annotated[str, Field(min_length=1, max_length=100, description="Who ordered", examples=["Ada"])]
Article = Annotated[str, Field(min_length=1, max_length=100, description="What was ordered", examples=["teapot"])]
Quantity = Annotated[
    int,
    BeforeValidator(whole, json_schema_input_type=int),
    Field(ge=1, le=10_000, strict=True, description="How many", examples=[2]),
]
Status = Annotated[Literal["open", "paid", "shipped"], Field(description="How far it is", examples=["open"])]
OrderId = Annotated[int, Path(ge=1, le=2**63 - 1, description="The order's number", examples=[1])]


class NewOrder(BaseModel):
    model_config = ConfigDict(extra="forbid")

    customer: Customer
    item: Article
    quantity: Quantity
    status: Status = "open"


class Order(NewOrder):
    id: Annotated[int, Field(description="The order's number", examples=[1])]


class OrderChange(BaseModel):
    model_config = ConfigDict(extra="forbid")

    customer: Customer = omissible()
    item: Article = omissible()
    quantity: Quantity = omissible()
    status: Status = omissible()


class OrderQuery(PageQuery):
    status: Status | None = None
    customer: Customer | None = None


COLUMNS = """id INTEGER PRIMARY KEY AUTOINCREMENT, customer TEXT NOT NULL, item TEXT NOT NULL,
             quantity INTEGER NOT NULL, status TEXT NOT NULL"""
SEED: list[Row] = [
    {"customer": "Ada", "item": "teapot", "quantity": 1, "status": "open"},
    {"customer": "Ada", "item": "tea cup", "quantity": 6, "status": "paid"},
    {"customer": "Grace", "item": "kettle", "quantity": 1, "status": "shipped"},
    {"customer": "Grace", "item": "tea towel", "quantity": 3, "status": "open"},
    {"customer": "Edsger", "item": "sugar bowl", "quantity": 2, "status": "paid"},
    {"customer": "viewer", "item": "teapot", "quantity": 1, "status": "shipped"},
    {"customer": "viewer", "item": "tea cup", "quantity": 4, "status": "open"},
]


class Orders:
    def __init__(self, table: Table) -> None:
        self._table = table

    def list(self, wanted: Annotated[OrderQuery, Query()]) -> Page[Order]:
        """One page of the orders, by number; the filters must match exactly."""
        return Page[Order].model_validate(self._table.page(wanted))

    def create(self, order: NewOrder, response: Response) -> Order:
        """`Location` says where the new order is."""
        created = Order.model_validate(self._table.insert(order.model_dump()))
        response.headers["location"] = f"/orders/{created.id}"
        return created

    def read(self, order_id: OrderId) -> Order:
        return _order(order_id, self._table.find(order_id))

    def replace(self, order_id: OrderId, order: NewOrder) -> Order:
        """Every field is written; one that is left out gets its default."""
        return _order(order_id, self._table.update(order_id, order.model_dump()))

    def change(self, order_id: OrderId, change: OrderChange) -> Order:
        """Only the fields that are sent are written."""
        return _order(order_id, self._table.update(order_id, change.model_dump(exclude_unset=True)))

    def remove(self, order_id: OrderId) -> None:
        _order(order_id, self._table.delete(order_id))


def orders_app(path: FilePath) -> FastAPI:
    """`path` is the SQLite file; it is made and seeded when it isn't there."""
    app = service_app("Orders", "The orders of the shop: list, place, change and cancel them; and what can be ordered.")
    orders = Orders(Table(path, "orders", COLUMNS, SEED))
    app.get("/orders", tags=["orders"], summary="List orders")(orders.list)
    app.post("/orders", tags=["orders"], summary="Place an order", status_code=201)(orders.create)
    one = "/orders/{order_id}"
    app.get(one, tags=["orders"], summary="Read an order", responses=NOT_FOUND)(orders.read)
    app.put(one, tags=["orders"], summary="Replace an order", responses=NOT_FOUND)(orders.replace)
    app.patch(one, tags=["orders"], summary="Change an order", responses=NOT_FOUND)(orders.change)
    app.delete(one, tags=["orders"], summary="Cancel an order", status_code=204, responses=NOT_FOUND)(orders.remove)
    app.get("/items", tags=["items"], summary="Read several items")(items.several)
    app.get("/items/{item_id}", tags=["items"], summary="Read an item", responses=NOT_FOUND)(items.one)
    return app


def _order(order_id: int, row: Row | None) -> Order:
    return Order.model_validate(found(row, f"order {order_id}"))
