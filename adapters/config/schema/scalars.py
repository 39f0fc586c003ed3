"""The forms of values that are read by a function of ours: texts, quantities, words of a few, small mappings.

A reader that is not here has no form, and the schema is not made until it gets one.
"""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

from adapters.config import choices, claim_fields, introductions, key_fields, models_upstreams, numbers, texts
from adapters.config.json_body import as_json, read_json
from adapters.config.key_lists import read_key_list
from adapters.config.keys import read_keys
from adapters.config.models_contract import read_answers, read_body, read_one_check, read_parameters
from adapters.config.models_handling import read_after, read_control, read_day, read_errors
from adapters.config.models_lookups import read_private_key
from adapters.config.models_revocation import read_file, read_password
from adapters.config.quantities import BYTES, parse_duration
from adapters.config.requirements import read_access, read_requirement
from adapters.config.resource_fields import read_actions, read_filters, read_item
from adapters.config.schema import contracts
from adapters.config.schema.patterns import NUMBER, durations, more_than_nothing, up_to
from adapters.config.schema.words import (
    PRINTABLE,
    Schema,
    either,
    list_of,
    mapping,
    one_of,
    ref,
    replaceable,
    text,
    told,
    whole,
)
from adapters.config.secrets import read_secret
from adapters.config.version import READS, read_version
from domain.message.ready import SETS
from domain.plan.presets import PRESETS
from domain.spec.composition import MERGES, OTHERS
from domain.spec.contract import MODES, UNKNOWN
from domain.spec.from_openapi import GUIDES
from domain.spec.handling import LINKS, MEANS
from domain.spec.portal import VIEWS
from domain.spec.resource import ACTIONS, PAGING
from domain.spec.server import ENCODINGS
from domain.spec.upstream import TRANSPORTS
from domain.spec.versions import WAYS

_VARIABLE = r"(?:^|[^$])\$\{[A-Za-z_][A-Za-z0-9_]*(?::-[^}]*)?\}"
_DURATION = "a duration like 300ms, 5s, 1m or 2h"
_SIZES = (
    f"^(?=[^A-Z]*[1-9])(?:[0-9]{{1,9}}(?:\\.0{{1,9}})?B|{NUMBER}(?:{'|'.join(unit for unit in BYTES if unit != 'B')}))$"
)

DEFINITIONS: dict[str, Schema] = {
    "variable": told(
        text(_VARIABLE, "${NAME} or ${NAME:-default}"),
        "A variable of the environment; the default stands for one that is not set or empty.",
        "${NAME}",
        "${NAME:-default}",
    ),
    "word": text(whole(f"{PRINTABLE}+"), "one line of plain text"),
    "duration": replaceable(text(durations(), _DURATION)),
    "time": replaceable(text(more_than_nothing(durations()), f"{_DURATION}, more than nothing")),
    "leeway": replaceable(text(durations(most=str(numbers.LONGEST_LEEWAY)), f"{_DURATION}, 5m at most")),
    "size": replaceable(text(_SIZES, "a size like 512B, 64KiB, 10MiB or 1GiB")),
    "ratio": replaceable(text(whole(f"{up_to(Decimal(100))}%"), "a ratio like 20%, from 0% to 100%")),
    "flag": replaceable({"type": "boolean"}),
    "token": replaceable(text(whole(texts.TOKEN.pattern), "a name of a header or method")),
    "held": told(
        {
            "type": "object",
            "additionalProperties": False,
            "required": ["file"],
            "properties": {"file": told(ref("word"), "The file, from the folder of this one.", "secrets/jwt")},
        },
        "What a file holds.",
        {"file": "secrets/jwt"},
    ),
    "cache-control": replaceable(
        text(f"^(?:no-store|(?:private|public)(?: {durations()[1:-1]})?)$", "no-store, private 5m or public 1h")
    ),
    "secret": either({"type": "string"}, ref("held")),
    "paths": either(ref("word"), list_of(ref("word"))),
    "words": either(ref("word"), list_of(ref("word"), 1)),
}


def count(least: int) -> Schema:
    return replaceable({"type": "integer", "minimum": least, "maximum": numbers.MOST})


def between(least: str, most: str) -> Schema:
    low, high = (str(Decimal(str(parse_duration(bound)))) for bound in (least, most))
    return replaceable(text(durations(low, high), f"{_DURATION}, from {least} to {most}"))


def _fixed(form: Schema) -> Callable[[], Schema]:
    return partial(dict, form)


FORMS: dict[Callable[..., Any], Callable[..., Schema]] = {
    read_version: _fixed({"type": "integer", "const": READS}),
    texts.read_word: _fixed(ref("word")),
    texts.read_value: _fixed({"type": "string"}),
    texts.read_token: _fixed(ref("token")),
    texts.read_header_name: _fixed(ref("token")),
    numbers.read_duration: _fixed(ref("duration")),
    numbers.read_time: _fixed(ref("time")),
    numbers.read_between: between,
    numbers.read_leeway: _fixed(ref("leeway")),
    numbers.read_size: _fixed(ref("size")),
    numbers.read_ratio: _fixed(ref("ratio")),
    numbers.read_count: count,
    numbers.read_flag: _fixed(ref("flag")),
    choices.read_paths: _fixed(one_of(choices.PATHS)),
    choices.read_encoding: _fixed(one_of(ENCODINGS)),
    choices.read_failing: _fixed(one_of(choices.FAILING)),
    choices.read_unnamed: _fixed(one_of(choices.UNNAMED)),
    choices.read_preset: _fixed(one_of(tuple(PRESETS))),
    choices.read_token_type: _fixed(one_of(choices.TOKEN_TYPES)),
    choices.read_unmapped: _fixed(one_of(choices.UNMAPPED)),
    choices.read_subject: _fixed(one_of(choices.SUBJECTS)),
    choices.read_merge: _fixed(one_of(MERGES)),
    choices.read_others: _fixed(one_of(OTHERS)),
    choices.read_guide: _fixed(one_of(GUIDES)),
    choices.read_opening: _fixed(one_of(choices.OPENINGS)),
    choices.read_which: _fixed(one_of(choices.WHICH)),
    choices.read_view: _fixed(one_of(VIEWS)),
    choices.read_links: _fixed(one_of(LINKS)),
    choices.read_way: _fixed(one_of(WAYS)),
    choices.read_paging: _fixed(one_of(PAGING)),
    models_upstreams.read_balance: _fixed(one_of(models_upstreams.BALANCES)),
    models_upstreams.read_host: _fixed(one_of(models_upstreams.HOSTS)),
    models_upstreams.read_transport: _fixed(one_of(TRANSPORTS)),
    introductions.read_token_use: _fixed(one_of(introductions.USES)),
    introductions.read_key_use: _fixed(one_of(introductions.USES)),
    introductions.read_all_told: _fixed(mapping(ref("introduction"), whole(texts.TOKEN.pattern))),
    choices.read_mode: _fixed(one_of(MODES)),
    choices.read_unknown_query: _fixed(one_of(UNKNOWN)),
    read_parameters: _fixed(contracts.PARAMETERS),
    read_body: _fixed(contracts.A_BODY),
    read_answers: _fixed(contracts.ANSWERS),
    read_one_check: _fixed(replaceable(text(whole(r".+\.py:[A-Za-z_][A-Za-z0-9_]*"), "like checks.py:in_stock"))),
    claim_fields.read_paths: _fixed(ref("paths")),
    claim_fields.read_name_map: _fixed(mapping(ref("words"), whole(f"{PRINTABLE}+"))),
    claim_fields.read_expected: _fixed(mapping(ref("word"), whole(f"{PRINTABLE}+"))),
    key_fields.read_hash: _fixed(
        replaceable(text(whole(key_fields.HASH.pattern), "sha256: and 64 digits from 0 to f"))
    ),
    key_fields.read_moment: _fixed(replaceable(text("^[0-9]{4}.*[Zz0-9]$", "a moment like 2027-01-31T12:00:00Z"))),
    key_fields.read_claim: _fixed(ref("stated")),
    read_key_list: _fixed(ref("key-source")),
    read_keys: _fixed(ref("issuer-keys")),
    read_private_key: _fixed(ref("word")),
    read_file: _fixed(ref("word")),
    read_password: _fixed(either({"type": "string", "minLength": 1}, ref("held"))),
    read_secret: _fixed(ref("secret")),
    read_json: _fixed({}),
    as_json: _fixed({}),
    read_requirement: _fixed(ref("requirement")),
    read_access: _fixed(ref("access")),
    choices.read_ready: _fixed(one_of(tuple(SETS))),
    read_day: _fixed(replaceable(text("^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T.*[Zz0-9])?$", "a day like 2027-01-31"))),
    read_after: _fixed(one_of(choices.ENDS)),
    read_control: _fixed(ref("cache-control")),
    read_errors: _fixed(either(one_of(MEANS), mapping(one_of(MEANS)))),
    read_actions: _fixed(
        {
            **mapping(either(ref("requirement"), ref("word"))),
            "propertyNames": {"enum": list(ACTIONS)},
        }
    ),
    read_item: _fixed(ref("json-schema")),
    read_filters: _fixed(either(list_of(ref("word")), mapping({}, whole(texts.NAME.pattern)))),
}
KEYS: dict[Callable[..., Any], str] = {  # what the names of a mapping look like
    texts.read_name: whole(texts.NAME.pattern),
    texts.read_token_key: whole(texts.TOKEN.pattern),
}
