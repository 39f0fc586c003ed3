"""Presets: where the tokens of well-known issuers state what. Each key that a configuration writes itself wins.

Access tokens only. Where an issuer's ID tokens can be told apart by a claim, they are refused by it (RFC 8725, 3.12).
"""

from dataclasses import dataclass

from domain.identity.demands import PARTY_CLAIMS


@dataclass(frozen=True, slots=True)
class Preset:
    roles: tuple[str, ...] = ()
    permissions: tuple[str, ...] = ()
    tenant: str | None = None
    takes: str = ""  # the setting that completes it: client, namespace
    roles_of: str = ""  # the path of the roles that are read where that setting is written
    audience_claim: str = "aud"
    party_claims: tuple[str, ...] = PARTY_CLAIMS
    expected: tuple[tuple[str, str], ...] = ()

    def roles_with(self, setting: str | None) -> tuple[str, ...]:
        return (*self.roles, self.roles_of.format(setting)) if setting and self.roles_of else self.roles


NO_PRESET = Preset()
PRESETS = {
    # Realm roles, and those of one client; the claim `typ` tells access tokens (Bearer) from ID and refresh tokens.
    "keycloak": Preset(
        roles=("realm_access.roles",),
        permissions=("scope",),
        takes="client",
        roles_of="resource_access.{}.roles",
        expected=(("typ", "Bearer"),),
    ),
    # With RBAC on; `scope` is what was asked for, and no right of the user's. Own claims need a namespace.
    "auth0": Preset(permissions=("permissions",), tenant="org_id", takes="namespace", roles_of="{}/roles"),
    # `azp` of version 2 and `appid` of version 1 tokens.
    "entra": Preset(roles=("roles",), permissions=("scp",), tenant="tid", party_claims=("azp", "appid")),
    # Access tokens name no audience but the client that they were issued to.
    "cognito": Preset(
        roles=("cognito:groups",),
        permissions=("scope",),
        audience_claim="client_id",
        expected=(("token_use", "access"),),
    ),
    "okta": Preset(roles=("groups",), permissions=("scp",), party_claims=(*PARTY_CLAIMS, "cid")),
}
