"""What editors say of `resources`."""

from adapters.config.models_resources import IdModel, PageModel, PageNamesModel, PageSizeModel, ResourceModel
from adapters.config.schema.words import Said

RESOURCES: Said = {
    ResourceModel: {
        "": ("A collection of an upstream, as routes that read and change it.",),
        "to": ("The upstream that has it.", "orders"),
        "path": ("Where it is; `/` and the name unless written.", "/orders"),
        "upstream_path": ("Where the upstream has it; the same unless written.", "/v2/orders"),
        "id": ("The parameter of the path that names an item.", "order_id", {"name": "order_id"}),
        "schema": ("The schema of an item, or its file.", "order.schema.json"),
        "access": (
            "Who may do what: a role, a permission, or what else `require` takes. What is not named is not there.",
            {"list": "viewer", "read": "viewer", "create": "manager", "update": "manager", "delete": "admin"},
        ),
        "page": ("How a list is asked for in parts.", {"style": "page", "size": {"default": 20, "max": 100}}),
        "filters": ("By which members a list is narrowed, or parameters with their schemas.", ["status", "customer"]),
        "sort": ("By which members a list is ordered, by the parameter `sort`.", ["id", "created"]),
        "fixed": ("Members that are said when an item is made, and never changed.", ["role"]),
        "items": ("Under which key of its answer a list stands; the whole answer unless written.", "items"),
        "title": ("What one item is called; the schema's title unless written.", "Order"),
        "tags": ("Under which headings the documentation has it; its name unless written.", ["orders"]),
        "description": ("For the documentation.", "The orders of the shop."),
        "requests": ("What becomes of requests that do not fit.", "enforce"),
        "check_answers": ("Whether the upstream's answers are looked at.", "report"),
    },
    IdModel: {
        "": ("The parameter of the path that names an item.",),
        "name": ("Its name.", "order_id"),
        "schema": ("Its schema; that of the member of this name or of `id` unless written.", {"type": "integer"}),
    },
    PageModel: {
        "": ("How a list is asked for in parts.",),
        "style": ("By number, by how many are passed over, or by where the last part ended.", "page"),
        "size": ("How many are given.", {"default": 20, "max": 100}),
        "last": ("The last page, or how many may be passed over; 1000000 unless written.", 1000),
        "names": ("What the parameters are called.", {"part": "page", "size": "per_page"}),
    },
    PageSizeModel: {
        "": ("How many are given.",),
        "default": ("Where nothing is asked; 20 unless written.", 20),
        "max": ("At most; 100 unless written.", 100),
    },
    PageNamesModel: {
        "": ("What the parameters are called.",),
        "part": ("The one that says which part.", "page"),
        "size": ("The one that says how many.", "per_page"),
    },
}
