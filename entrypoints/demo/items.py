"""Items: what the shop sells, for whoever has their ids. A shelf that nobody changes; orders name what stands on it.

One question is answered for many ids (`ids=teapot&ids=kettle`), so that a list of orders takes one call more, not one
for each.
"""

from typing import Annotated

from fastapi import Path, Query
from pydantic import BaseModel, Field

from entrypoints.demo.app import found

ItemId = Annotated[str, Field(min_length=1, max_length=100, description="What orders call it", examples=["teapot"])]


class Item(BaseModel):
    id: ItemId
    title: Annotated[str, Field(description="As it stands on the shelf", examples=["Stoneware teapot, 1.2 litres"])]
    cents: Annotated[int, Field(ge=0, description="The price of one, in cents", examples=[3900])]


SHELF = {
    item.id: item
    for item in (
        Item(id="teapot", title="Stoneware teapot, 1.2 litres", cents=3900),
        Item(id="tea cup", title="Porcelain tea cup", cents=900),
        Item(id="kettle", title="Kettle with a long spout", cents=6400),
        Item(id="tea towel", title="Linen tea towel", cents=1200),
        Item(id="sugar bowl", title="Sugar bowl with a lid", cents=1700),
    )
}


def several(
    ids: Annotated[
        list[ItemId], Query(min_length=1, max_length=100, description="Which ones; what is unknown is left out")
    ],
) -> list[Item]:
    """Each once, in the order that was asked for."""
    return [SHELF[one] for one in dict.fromkeys(ids) if one in SHELF]


def one(item_id: Annotated[str, Path(max_length=100, description="What orders call it", examples=["teapot"])]) -> Item:
    return found(SHELF.get(item_id), f"item {item_id!r}")
