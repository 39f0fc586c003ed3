"""Assets: the files that the documentation pages load. Exactly those named here are served, from two folders of ours.

`assets/` is vendored (scripts/vendor-docs-assets.sh), `pages/` is our own. A name is looked up, never joined to a path.
"""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

_HERE = Path(__file__).parent
_SCRIPT, _STYLE, _PNG = "text/javascript; charset=utf-8", "text/css; charset=utf-8", "image/png"

SERVED = {
    "favicon.png": ("assets", _PNG),
    "redoc.standalone.js": ("assets", _SCRIPT),
    "swagger-ui-bundle.js": ("assets", _SCRIPT),
    "swagger-ui.css": ("assets", _STYLE),
    "docs.css": ("pages", _STYLE),
    "oauth2-redirect.js": ("pages", _SCRIPT),
    "plain.css": ("pages", _STYLE),
    "redoc-start.js": ("pages", _SCRIPT),
    "swagger-start.js": ("pages", _SCRIPT),
}


@dataclass(frozen=True, slots=True)
class Asset:
    body: bytes
    media_type: str
    etag: str


def maybe_asset(name: str) -> Asset | None:
    return _read(name) if name in SERVED else None


@cache
def page(name: str) -> str:
    """The HTML of a page."""
    return (_HERE / "pages" / f"{name}.html").read_text("utf-8")


def etag(body: bytes) -> str:
    return f'"{sha256(body).hexdigest()[:32]}"'


@cache
def _read(name: str) -> Asset:
    folder, media_type = SERVED[name]
    body = (_HERE / folder / name).read_bytes()
    return Asset(body, media_type, etag(body))
