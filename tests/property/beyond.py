"""What a schema cannot tell, by code of the fault: as data, so that the agreement is held to everything else.

Each has an example, a file that the models refuse for this alone and the schema takes: so nothing is on the list that a
schema could tell.
"""

from dataclasses import dataclass

ISSUER = "identity: {issuers: {a: {issuer: a, audience: [a], algorithms: [RS256], keys: "
CONTRACT = "routes: {a: {match: /a, contract: {body: "
UPSTREAM = "upstreams: {a: {targets: [{url: a}], openapi: "
LOOKUP = "identity: {introspection: {a: {url: a, client_id: a, private_key: {file: "


@dataclass(frozen=True, slots=True)
class Beyond:
    why: str
    example: str  # below `version: 1`


# The file is no data, or other data to another reader: a schema is never asked.
NO_DATA = frozenset((
    "file-empty", "key-not-text", "key-twice", "yaml-alias", "yaml-anchor", "yaml-character", "yaml-deep",
    "yaml-documents", "yaml-invisible", "yaml-merge", "yaml-syntax", "yaml-tag",
))  # fmt: skip

# The data has the right shape, and what it names is not as it should be.
NEVER = {
    "document-version": Beyond("what a file holds", UPSTREAM + "keys.yaml}}"),
    "file-encoding": Beyond("what a file holds", UPSTREAM + "latin-1}}"),
    "file-missing": Beyond("what is on the disk", "identity: {revocation: {file: nowhere}}"),
    "file-unreadable": Beyond("what a file holds", ISSUER + "{secret: {file: latin-1}}}}}"),
    "key-unusable": Beyond("what a file holds", LOOKUP + "keys/idp.pem}}}}"),
    "pem-malformed": Beyond("what a file holds", ISSUER + "{pem_file: keys.yaml}}}}"),
}

# Told, but for this.
MOSTLY = {
    "count-malformed": Beyond("`1.0` and `-0` are whole numbers to JSON", "identity: {failures: {allowed: 5.0}}"),
    "env-missing": Beyond(
        "what the environment holds; `version` takes no variable", "server: {body_limit: '${NOWHERE}'}"
    ),
    "env-not-text": Beyond("what the environment holds", "server: {body_limit: '${BYTES}'}"),
    "env-malformed": Beyond("`${` in what may be any text", "permissions: {declared: ['${']}"),
    "moment-malformed": Beyond(
        "days that a month does not have", "defaults: {require: {time: {after: '2026-02-30T00:00:00Z'}}}"
    ),
    "schema-dialect": Beyond("which dialect another schema is of", CONTRACT + "{$schema: nowhere}}}}"),
    "schema-reference": Beyond("what another schema refers to", CONTRACT + "{$ref: nowhere}}}}"),
    "secret-malformed": Beyond(
        "a variable that is empty", "identity: {revocation: {redis: a, password: '${NOTHING}'}}"
    ),
    "size-malformed": Beyond("a fraction that is no whole number of bytes", "server: {body_limit: 0.3KiB}"),
    "text-malformed": Beyond("invisible letters beyond the control characters", 'defaults: {issuer: "a\\u200bb"}'),
    "version-unsupported": Beyond("`1.0` is 1 to JSON", "version: 1.0"),
    "yaml-ambiguous": Beyond("what is text to YAML 1.2", "defaults: {issuer: no}"),
}
