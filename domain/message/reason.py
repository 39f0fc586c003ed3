"""Reasons: the stable words by which the gateway refuses, each with its status and what a caller may be told.

Names never change once released: clients and alerts match on them. `detail` says nothing of keys, targets or policies;
that is in the log under the request's id.
"""

from dataclasses import dataclass
from http import HTTPStatus

_LISTED = frozenset(map(int, HTTPStatus))


@dataclass(frozen=True, slots=True)
class Reason:
    name: str
    status: int
    detail: str

    @property
    def title(self) -> str:
        """An upstream may have a status that no list has."""
        return HTTPStatus(self.status).phrase if self.status in _LISTED else "Error"


def _reason(name: str, status: int, detail: str) -> Reason:
    reason = CATALOGUE[name] = Reason(name, status, detail)
    return reason


CATALOGUE: dict[str, Reason] = {}

# 400: the request itself.
PATH_UNSAFE = _reason("path-unsafe", 400, "The path has a part that servers read differently; it is refused.")
HOST_INVALID = _reason("host-invalid", 400, "A request names exactly one well-formed host.")
HEADER_UNSAFE = _reason("header-unsafe", 400, "A header field has bytes that cannot be forwarded as they came.")
REQUEST_MALFORMED = _reason("request-malformed", 400, "The request is not well-formed HTTP/1.1 or HTTP/1.0.")
TARGET_INVALID = _reason("target-invalid", 400, "The request target is in no form that a gateway takes.")
FRAMING_INVALID = _reason("framing-invalid", 400, "The end of the body is not stated in one unambiguous way.")
REQUEST_TIMEOUT = _reason("request-timeout", 408, "The request did not arrive in time.")
TARGET_TOO_LONG = _reason("target-too-long", 414, "The request line is longer than this gateway accepts.")
HEADERS_TOO_LARGE = _reason("headers-too-large", 431, "The header fields are larger or more than this gateway accepts.")
BODY_TOO_LARGE = _reason("body-too-large", 413, "The body is larger than this gateway accepts.")
BODY_BROKEN = _reason("body-broken", 400, "The body ended before its announced end.")
PARAMETER_INVALID = _reason("parameter-invalid", 400, "A parameter is not as this operation takes it; see `errors`.")
BODY_MALFORMED = _reason("body-malformed", 400, "The body cannot be read as what it says it is; see `errors`.")
NOT_ACCEPTABLE = _reason("not-acceptable", 406, "This operation answers in none of the media types that are accepted.")
MEDIA_TYPE_UNSUPPORTED = _reason("media-type-unsupported", 415, "This operation takes no body of this kind.")
BODY_INVALID = _reason("body-invalid", 422, "The body is not as this operation takes it; see `errors`.")
UPGRADE_INVALID = _reason("upgrade-invalid", 400, "The handshake of a WebSocket lacks a part, or has a broken one.")
UPGRADE_VERSION = _reason("upgrade-version", 426, "This gateway speaks version 13 of the WebSocket protocol.")

# 401: who is calling.
CREDENTIAL_MISSING = _reason("credential-missing", 401, "This route needs a credential, and none came.")
TOKEN_MISSING = _reason("token-missing", 401, "This route needs a bearer token.")
TOKEN_MALFORMED = _reason("token-malformed", 401, "The credential is not one well-formed bearer token.")
TOKEN_ENCRYPTED = _reason("token-encrypted", 401, "The token is encrypted; this gateway reads signed ones only.")
TOKEN_ALGORITHM = _reason("token-algorithm", 401, "The token is signed by an algorithm that is not accepted.")
TOKEN_KEY_UNKNOWN = _reason("token-key-unknown", 401, "The token is signed by a key that its issuer does not publish.")
TOKEN_SIGNATURE = _reason("token-signature", 401, "The token's signature does not verify.")
TOKEN_ISSUER = _reason("token-issuer", 401, "The token comes from another issuer than this route accepts.")
TOKEN_AUDIENCE = _reason("token-audience", 401, "The token is meant for another audience.")
TOKEN_EXPIRED = _reason("token-expired", 401, "The token has expired.")
TOKEN_NOT_YET_VALID = _reason("token-not-yet-valid", 401, "The token is not valid yet.")
TOKEN_INACTIVE = _reason("token-inactive", 401, "The token is unknown to its issuer, has ended, or was withdrawn.")
TOKEN_TOO_OLD = _reason("token-too-old", 401, "The token was issued too long ago.")
TOKEN_PARTY = _reason("token-party", 401, "The token was issued to a client that is not accepted here.")
TOKEN_CLAIMS = _reason("token-claims", 401, "The token lacks a claim that is needed, or has one of the wrong kind.")
TOKEN_REVOKED = _reason("token-revoked", 401, "The token has been revoked.")
STEP_UP = _reason("step-up-needed", 401, "This route needs a stronger or a more recent sign-in.")
KEY_MALFORMED = _reason("key-malformed", 401, "The credential is not one well-formed API key.")
KEY_UNKNOWN = _reason("key-unknown", 401, "The API key is not one that this route accepts.")
KEY_EXPIRED = _reason("key-expired", 401, "The API key has expired.")
CERTIFICATE_MALFORMED = _reason("certificate-malformed", 401, "The client certificate's description cannot be used.")
CERTIFICATE_UNTRUSTED = _reason(
    "certificate-untrusted", 401, "A client certificate is not taken from whoever has described it."
)

# 403: may they.
ROLE_MISSING = _reason("role-missing", 403, "The caller does not have the role that this route needs.")
PERMISSION_MISSING = _reason("permission-missing", 403, "The caller lacks the permission that this route needs.")
SUBJECT_MISMATCH = _reason("subject-mismatch", 403, "This resource belongs to another subject.")
CLAIM_MISMATCH = _reason("claim-mismatch", 403, "The token does not state what this route needs.")
HEADER_MISMATCH = _reason("header-mismatch", 403, "A header of the request is not what this route needs.")
CLIENT_MISMATCH = _reason("client-mismatch", 403, "This route is not open to the address that calls.")
TIME_MISMATCH = _reason("time-mismatch", 403, "This route is not open at this time.")
NONE_SATISFIED = _reason("none-satisfied", 403, "The caller meets none of the ways in which this route may be used.")
EXCLUDED = _reason("excluded", 403, "The caller is excluded from this route.")
SUBJECT_UNKNOWN = _reason("subject-unknown", 403, "Nothing is known of what this caller may do.")
ORIGIN_REFUSED = _reason("origin-refused", 403, "A credential in a cookie is not taken from this origin.")
UPGRADE_REFUSED = _reason("upgrade-refused", 403, "This route does not take WebSockets.")

# 404, 405: no such route.
ROUTE_UNKNOWN = _reason("route-unknown", 404, "No route matches this request.")
VERSION_UNKNOWN = _reason("version-unknown", 400, "Nothing here has the version that is asked for; see `versions`.")
METHOD_NOT_ALLOWED = _reason("method-not-allowed", 405, "The path is known, the method is not allowed on it.")

ROUTE_GONE = _reason("route-gone", 410, "This route has come to its announced end.")

# A part of a composed answer, which an upstream refuses.
PART_UNAUTHENTICATED = _reason("part-unauthenticated", 401, "A service behind this route does not accept the caller.")
PART_FORBIDDEN = _reason("part-forbidden", 403, "A service behind this route refuses the caller.")
PART_NOT_FOUND = _reason("part-not-found", 404, "A part of this answer does not exist.")
QUERY_MISSING = _reason("query-missing", 400, "A parameter of the query that this answer needs is missing, or unfit.")
PART_THROTTLED = _reason("part-throttled", 429, "A service behind this route is asked too often; wait.")

# 429: too often.
TOO_MANY_FAILURES = _reason("too-many-failures", 429, "Too many bad credentials came from this address; wait.")

# 5xx: the gateway or its upstreams.
GATEWAY_FAULT = _reason("gateway-fault", 500, "The gateway failed; the fault is in its log under this request id.")
UPSTREAM_CONNECT = _reason("upstream-connect", 502, "The service behind this route cannot be reached.")
UPSTREAM_RESET = _reason("upstream-reset", 502, "The service behind this route broke off the call.")
UPSTREAM_INVALID = _reason("upstream-invalid", 502, "The service behind this route did not answer in valid HTTP.")
PART_FAILED = _reason("part-failed", 502, "A service behind this route did not answer a part with success.")
PART_NOT_JSON = _reason(
    "part-not-json", 502, "A service behind this route answered a part with something else than JSON."
)
PART_TOO_LARGE = _reason("part-too-large", 502, "A service behind this route answered a part with more than is taken.")
PART_UNFIT = _reason("part-unfit", 502, "A service behind this route answered a part otherwise than is expected.")
PART_SKIPPED = _reason(
    "part-skipped", 502, "A part needs a value that another part does not have, or that does not fit."
)
ANSWER_TOO_LARGE = _reason("answer-too-large", 502, "The parts make an answer that is larger than this route gives.")
ANSWER_UNSHAPEABLE = _reason("answer-unshapeable", 502, "The service's answer is none that this route may pass on.")
UPSTREAM_ERROR = _reason("upstream-error", 502, "The service behind this route answered with an error.")
ANSWER_INVALID = _reason("answer-invalid", 502, "The service behind this route gave an answer that it may not give.")
GATEWAY_NOT_READY = _reason("gateway-not-ready", 503, "The gateway has no configuration yet, or is shutting down.")
TOO_MANY_CONNECTIONS = _reason("too-many-connections", 503, "The gateway has as many connections as it takes.")
PART_UNAVAILABLE = _reason("part-unavailable", 503, "A service behind this route cannot answer a part right now.")
KEYS_UNAVAILABLE = _reason("keys-unavailable", 503, "The issuer's keys cannot be had right now.")
INTROSPECTION_UNAVAILABLE = _reason("introspection-unavailable", 503, "The token cannot be looked up right now.")
ROLES_UNAVAILABLE = _reason("roles-unavailable", 503, "The caller's roles cannot be looked up right now.")
REVOCATION_UNAVAILABLE = _reason("revocation-unavailable", 503, "It cannot be told right now what has been revoked.")
CIRCUIT_OPEN = _reason("circuit-open", 503, "The service behind this route has failed repeatedly; calls are paused.")
UPSTREAM_CONNECT_TIMEOUT = _reason("upstream-connect-timeout", 504, "The service could not be reached in time.")
UPSTREAM_TIMEOUT = _reason("upstream-idle-timeout", 504, "The service behind this route did not answer in time.")
DEADLINE_EXCEEDED = _reason("deadline-exceeded", 504, "The call took longer than this route allows.")
