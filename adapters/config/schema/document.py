"""The whole schema, by JSON Schema 2020-12, with nothing in it that older readers would read otherwise."""

from collections.abc import Callable
from typing import Any

from adapters.config.match_text import unfolded
from adapters.config.models_actions import as_split, as_template
from adapters.config.models_api_keys import ApiKeyModel
from adapters.config.models_contract import read_contract
from adapters.config.models_document import DefaultsModel, Document
from adapters.config.models_handling import read_cache, read_security
from adapters.config.models_openapi import OpenApiModel
from adapters.config.models_revocation import RevocationModel
from adapters.config.models_routes import MatchModel, RouteModel
from adapters.config.models_server import read_route_cors
from adapters.config.models_websocket import read_websocket
from adapters.config.openapi.key import read_openapi
from adapters.config.resource_fields import as_id
from adapters.config.schema import contracts, scalars, trees
from adapters.config.schema.said_analysis import ANALYSIS
from adapters.config.schema.said_compose import COMPOSE
from adapters.config.schema.said_contract import CONTRACT
from adapters.config.schema.said_from_openapi import FROM_OPENAPI
from adapters.config.schema.said_handling import HANDLING
from adapters.config.schema.said_identity import IDENTITY
from adapters.config.schema.said_lookups import LOOKUPS
from adapters.config.schema.said_portal import PORTAL
from adapters.config.schema.said_resources import RESOURCES
from adapters.config.schema.said_routes import ROUTES
from adapters.config.schema.said_server import SERVER
from adapters.config.schema.said_upstreams import UPSTREAMS
from adapters.config.schema.walk import Walk
from adapters.config.schema.words import Schema, one_of, ref
from adapters.config.shapes import as_list
from domain.message.ready import SETS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SAID = {
    **ANALYSIS,
    **FROM_OPENAPI,
    **SERVER,
    **IDENTITY,
    **LOOKUPS,
    **UPSTREAMS,
    **ROUTES,
    **CONTRACT,
    **COMPOSE,
    **PORTAL,
    **HANDLING,
    **RESOURCES,
}

_ISSUER_OR_CREDENTIALS = {"not": {"required": ["issuer", "credentials"]}}
_RULES: dict[Any, Schema] = {
    MatchModel: {"oneOf": [{"required": ["path"]}, {"required": ["prefix"]}]},
    OpenApiModel: {"oneOf": [{"required": ["file"]}, {"required": ["url"]}]},
    RevocationModel: {"oneOf": [{"required": ["file"]}, {"required": ["redis"]}]},
    RouteModel: _ISSUER_OR_CREDENTIALS,
    DefaultsModel: _ISSUER_OR_CREDENTIALS,
}
_SHORTER: dict[Callable[..., Any], Schema] = {
    unfolded: ref("short-match"),
    as_split: ref("word"),
    as_list: ref("word"),
    as_template: ref("word"),
    as_id: ref("word"),
    read_websocket: ref("flag"),
    read_openapi: ref("word"),
    read_route_cors: ref("word"),
    read_security: one_of(tuple(SETS)),
    read_cache: ref("cache-control"),
    read_contract: ref("word"),
}


def walked() -> Walk:
    """Every section that there is."""
    walk = Walk(SAID, _RULES, _SHORTER)
    walk.section(ApiKeyModel)  # no field of a model leads to it: lists of keys are read by hand
    walk.section(Document)
    return walk


def schema() -> Schema:
    walk = walked()
    top = walk.definitions.pop("document")
    return {
        "$schema": DIALECT,
        "title": "Limen: the configuration of a gateway, version 1",
        **top,
        "$defs": {**scalars.DEFINITIONS, **contracts.DEFINITIONS, **trees.DEFINITIONS, **walk.definitions},
    }
