"""What editors say of those whom the gateway asks about callers: introspection, roles, revocation."""

from adapters.config.models_lookups import (
    AnswersModel,
    IntrospectionModel,
    PatienceModel,
    PauseModel,
    PrivateKeyModel,
    RoleLookupModel,
    RolesModel,
)
from adapters.config.models_revocation import RevocationModel
from adapters.config.schema.words import Said

_ASKING = {
    "timeout": ("How long is waited for an answer.", {"connect": "1s", "total": "3s"}),
    "calls": ("Questions of a worker at one time; 64 unless written.", 64),
    "breaker": ("When nobody asks any more, and for how long.", {"failures": 5, "cooldown": "5s"}),
}

LOOKUPS: Said = {
    IntrospectionModel: {
        "": ("A server that says whose a token is (RFC 7662).",),
        **_ASKING,
        "url": ("Where it is asked; `https`, or `http` on a loopback address.", "https://idp.example/introspect"),
        "client_id": ("As whom the gateway asks.", "gateway"),
        "client_secret": ("The gateway's secret, sent by `client_secret_basic`.", "${SECRET}", {"file": "secrets/jwt"}),
        "private_key": ("In the place of a secret: `private_key_jwt`.", {"file": "keys/gateway.pem"}),
        "issuer": ("What the answer's `iss` must be.", "https://idp.example"),
        "audience": ("The answer's `aud` must name one of these.", ["shop-api"]),
        "leeway": ("By how much clocks may differ; 5m at most, nothing unless written.", "30s"),
        "needs_token_type": ("The answer must say `token_type: Bearer`.", True),
        "authorized_parties": ("Whom a token may be issued to, by `azp` or `client_id`.", ["shop-web"]),
        "required_claims": ("Paths of claims that must be there.", ["jti"]),
        "claims": ("Where answers state what.", {"subject": "sub", "permissions": "scope"}),
        "role_map": ("Each of the server's roles with one of ours, or several.", {"realm-admin": "manager"}),
        "permission_map": ("Each of its permissions, such as scopes, with ours.", {"read": ["orders:read"]}),
        "unmapped_roles": ("What becomes of roles that `role_map` does not name; `drop` unless written.", "keep"),
        "roles_from": ("A name below `identity.roles_from`: its roles are joined with the answer's.", "staff"),
        "cache": ("For how long answers are believed.", {"most": "1m"}),
    },
    PrivateKeyModel: {
        "": ("The key that the gateway signs its questions with.",),
        "file": ("PEM without a password, or a JWK: RSA of 2048 bits, EC, or Ed25519.", "keys/gateway.pem"),
        "audience": ("For whom the assertion is meant; `issuer`, or `url`, unless written.", "https://idp.example"),
    },
    PatienceModel: {
        "": ("How long is waited for an answer.",),
        "connect": ("For the connection; 1s unless written.", "1s"),
        "total": ("For one question, the wait for its turn included; 3s unless written.", "3s"),
    },
    PauseModel: {
        "": ("When nobody asks any more.",),
        "failures": ("In a row, after which nobody asks; 5 unless written.", 5),
        "cooldown": ("For which nobody does; 5s unless written.", "5s"),
    },
    AnswersModel: {
        "": ("For how long answers are believed.",),
        "most": ("A good answer, and never past `exp`; 1m unless written.", "1m"),
        "negative": ("A bad answer; 5s unless written.", "5s"),
        "entries": ("Answers that are remembered in a worker.", 10000),
    },
    RoleLookupModel: {
        "": ("A service that knows what roles a subject has.",),
        **_ASKING,
        "url": ("Where it is asked; `{subject}` is the caller's.", "https://staff.example/roles/{subject}"),
        "roles": ("Where in the answer the roles are; `roles` unless written.", "data.roles"),
        "token": ("The token that the gateway sends along.", "${STAFF_TOKEN}", {"file": "secrets/jwt"}),
        "cache": ("For how long answers are believed.", {"for": "30s"}),
    },
    RolesModel: {
        "": ("For how long answers are believed.",),
        "for": ("Before the service is asked again.", "30s"),
        "stale_for": ("How much longer while the service is down.", "5m"),
        "most": ("Subjects that are remembered in a worker.", 10000),
    },
    RevocationModel: {
        "": ("Where revoked tokens, subjects and keys are listed: `file` or `redis`.",),
        "file": ("A YAML list, an entry a line; followed while it changes.", "revoked.yaml"),
        "redis": ("`redis://name:port/number`, or `rediss://…` with TLS; without credentials.", "redis://redis:6379/0"),
        "username": ("With `redis`.", "limen"),
        "password": ("With `redis`.", "${REDIS_PASSWORD}", {"file": "secrets/redis"}),
        "stream": ("The stream's key in Redis; `limen:revoked` unless written.", "limen:revoked"),
        "every": ("How often it is looked at; 2s unless written.", "2s"),
        "stale_for": ("For how long an old list holds; 10s unless written, longer than `every`.", "10s"),
        "fail": ("What holds when the list was not read for `stale_for`; `closed` unless written.", "closed"),
        "unnamed": ("Tokens without an id while any is revoked; `refuse` unless written.", "refuse"),
    },
}  # fmt: skip
