"""What editors say of `identity`: issuers, cookies, API keys, certificates."""

from adapters.config.models_api_keys import ApiKeyModel
from adapters.config.models_certificates import CertificatesModel
from adapters.config.models_claims import ClaimsModel
from adapters.config.models_identity import (
    ApiKeysModel,
    CookieModel,
    FailuresModel,
    IdentityModel,
    IssuerModel,
    KeysRefreshModel,
)
from adapters.config.schema.words import Said

_ISSUER = {
    "issuer": "https://idp.example",
    "audience": ["shop-api"],
    "keys": "discover",
    "algorithms": ["RS256"],
}
_HASH = f"sha256:{'0' * 64}"
_KEY = {"id": "q7rkvspk", "hash": _HASH, "owner": "partner-a", "roles": ["viewer"]}

IDENTITY: Said = {
    IdentityModel: {
        "": ("How callers are known.",),
        "issuers": ("Who signs tokens, by name.", {"main": _ISSUER}),
        "cookies": ("Cookies that carry a token, by name.", {"web": {"name": "sid", "issuer": "main"}}),
        "introspection": (
            "Whom the gateway asks about tokens that only they can read (RFC 7662).",
            {"opaque": {"url": "https://idp.example/introspect", "client_id": "gateway", "client_secret": "${SECRET}"}},
        ),
        "roles_from": (
            "Services that know what roles a subject has beside the token's own.",
            {"staff": {"url": "https://staff.example/roles/{subject}"}},
        ),
        "revocation": ("Where revoked tokens, subjects and keys are listed.", {"file": "revoked.yaml"}),
        "api_keys": ("API keys, by the name of the credential.", {"partners": {"keys": {"file": "keys.yaml"}}}),
        "certificates": (
            "Client certificates that a trusted proxy has verified.",
            {"mesh": {"header": "x-forwarded-client-cert", "subject": "uri"}},
        ),
        "failures": ("A brake on guessing: who sends too many bad credentials is paused.", {"allowed": 20}),
    },
    IssuerModel: {
        "": ("An issuer: who signs tokens, and with which keys.",),
        "issuer": ("What a token's `iss` must be, letter by letter.", "https://idp.example"),
        "audience": ("A token's `aud` must name one of these.", ["shop-api"]),
        "keys": ("Where the keys come from.", "discover", {"jwks_file": "keys/idp.json"}),
        "algorithms": ("Such as go with the keys: RS, PS, ES with 256, 384, 512, EdDSA, or HS.", ["RS256"]),
        "keys_refresh": ("When keys are fetched again.", {"after": "5m", "stale_for": "24h"}),
        "insecure_http": ("Allows keys to come over plain http, aloud.", True),
        "ready_without_keys": ("`/ready` does not wait for this issuer's first keys.", True),
        "leeway": ("By how much clocks may differ; 5m at most, nothing unless written.", "30s"),
        "token_type": ("Exactly this `typ`, and it must be there.", "at+jwt"),
        "largest": ("The largest token; 16KiB unless written.", "16KiB"),
        "max_age": ("The longest time since `iat`, which is needed then.", "12h"),
        "audience_claim": ("The path of the claim that stands for `aud`.", "client_id"),
        "authorized_parties": ("Whom a token may be issued to, by `azp` or `client_id`.", ["shop-web"]),
        "required_claims": ("Paths of claims that must be there.", ["jti"]),
        "expected_claims": ("Claims that must be this, to the letter.", {"token_use": "access"}),
        "preset": ("Fills in where a product states roles; what is written wins.", "keycloak"),
        "client": ("With `preset: keycloak`: the client whose roles count.", "shop-api"),
        "namespace": ("With `preset: auth0`: where its own claims are.", "https://shop.example"),
        "claims": ("Where tokens state what.", {"subject": "sub", "roles": "realm_access.roles"}),
        "role_map": ("Each of the issuer's roles with one of ours, or several.", {"realm-admin": "manager"}),
        "permission_map": ("Each of the issuer's permissions with one of ours, or several.", {"read": "orders:read"}),
        "unmapped_roles": ("What becomes of roles that `role_map` does not name; `drop` unless written.", "keep"),
        "roles_from": ("A name below `identity.roles_from`: its roles are joined with the token's.", "staff"),
    },
    KeysRefreshModel: {
        "": ("When keys are fetched again.",),
        "after": ("Keys of this age are fetched again; 5m unless written.", "5m"),
        "stale_for": ("How much longer they serve while the issuer is down; 24h unless written.", "24h"),
        "cooldown": ("After a fetch that failed nobody asks for so long; 10s unless written.", "10s"),
    },
    ClaimsModel: {
        "": ("Paths of claims, dotted: `realm_access.roles`.",),
        "subject": ("Who it is; `sub` unless written.", "sub"),
        "roles": ("Where roles are stated; of several paths all are had.", "realm_access.roles", ["roles", "groups"]),
        "permissions": ("Where permissions are stated.", "scope"),
        "tenant": ("Where the tenant is stated.", "org.id"),
    },
    CookieModel: {
        "": ("A cookie that carries a token.",),
        "name": ("The cookie's name.", "sid"),
        "issuer": ("Who signs the tokens in it, or is asked about them.", "main"),
        "origins": ("From which origins requests that may change something are taken.", ["https://shop.example"]),
    },
    ApiKeysModel: {
        "": ("API keys of one header.",),
        "header": ("The header that holds the key; `x-api-key` unless written.", "x-partner-key"),
        "keys": ("The keys, or a file that holds them. `limen key new` makes one.", [_KEY], {"file": "keys.yaml"}),
    },
    ApiKeyModel: {
        "": ("One key: its hash, never itself.",),
        "id": ("The part of the key that names it.", "q7rkvspk"),
        "hash": ("`sha256:` and 64 digits.", _HASH),
        "owner": ("Who the key is for: the subject of its calls.", "partner-a"),
        "roles": ("Roles of its calls.", ["viewer"]),
        "permissions": ("Permissions of its calls.", ["reports:read"]),
        "tenant": ("What the claim `tenant` is to be.", "acme"),
        "claims": ("Claims that policies compare.", {"teams": ["a", "b"], "seats": 5}),
        "expires": ("The moment from which it is refused.", "2027-01-31T12:00:00Z"),
    },
    CertificatesModel: {
        "": ("Client certificates, told by a header of a trusted proxy.",),
        "header": ("The header that holds the certificate.", "x-forwarded-client-cert"),
        "subject": ("By what of the certificate the caller is known.", "uri"),
        "element": ("Which of several elements counts; `only` refuses several.", "last"),
        "roles": ("Subjects and their roles; a subject is whole, or ends in `*`.", {"orders.shop": ["viewer"]}),
    },
    FailuresModel: {
        "": ("A brake on guessing.",),
        "allowed": ("Bad credentials from one address; 20 unless written.", 20),
        "within": ("In which time; 1m unless written.", "1m"),
        "pause": ("For which nothing from there is looked at: 429; 1m unless written.", "1m"),
    },
}  # fmt: skip
