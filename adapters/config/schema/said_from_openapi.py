"""What editors say of `from_openapi`."""

from adapters.config.models_from_openapi import FromOpenApiModel, SelectionModel
from adapters.config.schema.words import Said

FROM_OPENAPI: Said = {
    FromOpenApiModel: {
        "": ("Routes that are made of the operations of an upstream's document.",),
        "upstream": ("The upstream, whose `openapi` names the document.", "orders"),
        "require_by": ("What says who may call what `require` does not name.", "tags", "scopes", "table"),
        "require": ("Who may call, by operation; or by tag, where tags say it.", {"placeOrder": {"role": "manager"}}),
        "public": ("What the document opens to everybody is `refused` unless written.", "allowed"),
        "prefix": ("What public paths begin with; as the upstream's unless written.", "/shop"),
        "base": ("What the upstream's paths begin with; as the document says unless written.", "/v2"),
        "include": ("Which operations become routes; all unless written.", {"tags": ["orders"]}),
        "exclude": ("Which of them do not.", {"operations": ["deleteOrder"]}),
        "contract": ("How requests are held to the document; `enforce` unless written.", "report"),
    },
    SelectionModel: {
        "": ("Operations, each meant by any of these.",),
        "tags": ("Those with any of these tags.", ["orders"]),
        "operations": ("By their ids, or method and path.", ["placeOrder", "GET /orders"]),
        "paths": ("By their paths in the document; `*` at the end is whatever follows.", ["/orders*"]),
    },
}  # fmt: skip
