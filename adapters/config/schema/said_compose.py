"""What editors say of `compose` and `shape`."""

from adapters.config.models_compose import ComposeModel, JoinModel, PartModel, ShapeModel
from adapters.config.schema.words import Said

_PICK = ("Only these fields, of each object; lists on the way are passed through.", ["id", "address.city"])
_DROP = ("Not these fields.", ["password", "address.notes"])
_RENAME = ("Fields, and what they are called instead.", {"mail": "email"})

COMPOSE: Said = {
    ComposeModel: {
        "": ("One answer, made of parts that are asked for by GET.",),
        "parts": (
            "Parts by name, in the order of the answer.",
            {"profile": {"get": "/users/{principal.subject}", "from": "users"}},
        ),
        "merge": ("`keys`: each part is a member; `flat`: its members are the answer's.", "flat"),
        "limit": ("The largest answer; 4MiB unless written.", "256KiB"),
    },
    PartModel: {
        "": ("A part of the answer.",),
        "get": (
            "Path and query at the upstream; values in braces.",
            "/orders?customer={profile:/name}&size={query.size:-20}",
        ),
        "from": ("The upstream.", "orders"),
        "optional": ("Where it fails, the answer goes out without it and says so.", True),
        "timeout": ("For this part; `timeout: {total: …}` of the route is for all.", "1s"),
        "at": ("Where in the upstream's answer the value stands: a JSON Pointer.", "/items"),
        "pick": _PICK,
        "drop": _DROP,
        "rename": _RENAME,
        "into": ("The member of the answer; the part's name unless written.", "latest_orders"),
        "flatten": ("Its members are the answer's own.", True),
        "limit": ("The most that it may be answered; 1MiB unless written.", "64KiB"),
        "join": ("Looks values up for another part, by a key.", {"to": "orders", "by": "item_id", "into": "item"}),
    },
    JoinModel: {
        "": ("Which keys are looked up, and where what is found goes.",),
        "to": ("The part that has the keys.", "orders"),
        "by": ("The field that is the key; of each object, also in lists.", "item_id", "lines.sku"),
        "id": ("The field by which a batch's values say their key; `id` unless written.", "sku"),
        "into": ("The field beside the key; the part's name unless written.", "item"),
        "most": ("Keys of one answer; 100 unless written. With more, the part fails.", 50),
        "at_once": ("Calls at the same time, where each key is a call; 4 unless written.", 8),
    },
    ShapeModel: {
        "": ("Which fields of answers in JSON go out: pick, then drop, then rename, then wrap.",),
        "pick": _PICK,
        "drop": _DROP,
        "rename": _RENAME,
        "wrap": ("The whole goes below this name.", "data"),
        "meta": ("Beside it, below `meta`.", {"version": 1}),
        "limit": ("The largest answer that is shaped; 1MiB unless written. A larger one is refused.", "256KiB"),
        "others": ("Successful answers that are no JSON: `refuse` or `pass`; refused unless written.", "pass"),
    },
}  # fmt: skip
