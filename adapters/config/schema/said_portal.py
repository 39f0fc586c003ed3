"""What editors say of `portal`."""

from adapters.config.models_portal import ContactModel, PortalModel, SignInModel
from adapters.config.schema.words import Said

PORTAL: Said = {
    PortalModel: {
        "": ("How the API is described, and to whom.",),
        "title": ("What the API is called.", "Shop"),
        "version": ("The API's own version.", "2.1"),
        "description": ("Markdown, before the words about refusals.", "Orders and users of the shop."),
        "contact": ("Whom to ask.", {"name": "API team", "email": "api@shop.example"}),
        "servers": ("Addresses of the gateway as callers write them.", ["https://api.example"]),
        "view": ("Which routes are described: all, the published, or those that whoever asks may call.", "caller"),
        "sign_in": (
            "How the pages get a token: by the authorization code flow, with PKCE.",
            {
                "issuer": "main",
                "client_id": "portal",
                "authorize": "https://idp.example/authorize",
                "token": "https://idp.example/token",
            },
        ),
        "home": ("A path that leads to the landing page.", "/"),
    },
    ContactModel: {
        "": ("Whom to ask.",),
        "name": ("Their name.", "API team"),
        "url": ("Their page.", "https://shop.example/help"),
        "email": ("Their address.", "api@shop.example"),
    },
    SignInModel: {
        "": ("How the pages get a token.",),
        "issuer": ("Whose tokens these are.", "main"),
        "client_id": ("A public client of the issuer.", "portal"),
        "scopes": ("What is asked for.", ["openid", "orders:read"]),
        "authorize": ("The issuer's authorization endpoint.", "https://idp.example/authorize"),
        "token": ("The issuer's token endpoint.", "https://idp.example/token"),
    },
}
