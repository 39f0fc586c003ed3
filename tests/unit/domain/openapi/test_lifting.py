"""A schema of 3.0 as one of 3.1, word by word."""

import pytest
from openapi_spec_validator import validate

from domain.openapi.lifting import lifted
from domain.spec.document import Json

A = "#/components/schemas/a"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"type": "string", "nullable": True}, {"type": ["string", "null"]}),
        ({"type": "string", "nullable": False}, {"type": "string"}),
        ({"nullable": True, "allOf": [{}]}, {"allOf": [{}]}),
        ({"minimum": 1, "exclusiveMinimum": True}, {"exclusiveMinimum": 1}),
        ({"maximum": 1, "exclusiveMaximum": False}, {"maximum": 1}),
        ({"exclusiveMaximum": True}, {}),
        ({"exclusiveMinimum": 3}, {"exclusiveMinimum": 3}),
        ({"example": 1}, {"examples": [1]}),
        ({"format": "byte"}, {"contentEncoding": "base64"}),
        ({"format": "binary"}, {"contentMediaType": "application/octet-stream"}),
        ({"format": "date", "readOnly": True}, {"format": "date", "readOnly": True}),
        ({"$ref": A, "nullable": True, "description": "one"}, {"$ref": A, "description": "one"}),
    ],
)
def test_a_schema_means_in_3_1_what_it_meant_in_3_0(old: dict[str, Json], new: dict[str, Json]) -> None:
    before = dict(old)
    assert lifted(old) == new
    assert old == before
    components: Json = {"schemas": {"a": {}, "lifted": new}}
    validate({"openapi": "3.1.0", "info": {"title": "", "version": ""}, "paths": {}, "components": components})
