"""Markup: the HTML of the gateway's own plain pages. No text becomes markup unless a function here made it.

These pages have no script and no style but the gateway's own sheet; the policy would stop any other.
"""

import re
from collections.abc import Iterable
from html import escape

from fastapi.responses import HTMLResponse

NO_SCRIPTS = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_CODE = re.compile(r"`([^`]+)`")


def inline(markdown: str) -> str:
    """Code spans as code; all else as the text that it is."""
    return _CODE.sub(r"<code>\1</code>", escape(markdown))


def link(address: str, words: str) -> str:
    return f'<a href="{escape(address)}">{escape(words)}</a>'


def paragraph(markup: str) -> str:
    return f"<p>{markup}</p>"


def section(title: str, *markup: str) -> str:
    return f"<h2>{escape(title)}</h2>\n" + "\n".join(markup)


def rows(cells: Iterable[tuple[str, ...]]) -> str:
    """A table; the first row is its head."""
    head, *rest = cells
    body = "\n".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rest)
    return f"<table>\n<tr>{''.join(f'<th>{cell}</th>' for cell in head)}</tr>\n{body}\n</table>"


def plain_page(title: str, *markup: str, root: str) -> HTMLResponse:
    """`root` is the way from the page to `/`, so that it also works below another proxy's prefix."""
    html = f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<link rel="icon" type="image/png" href="{root}docs/assets/favicon.png">
<link rel="stylesheet" href="{root}docs/assets/plain.css">
</head>
<body>
<main>
<h1>{escape(title)}</h1>
{chr(10).join(markup)}
</main>
</body>
</html>
"""
    return page_response(html, NO_SCRIPTS)


def page_response(html: str, policy: str) -> HTMLResponse:
    headers = {
        "content-security-policy": policy,
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cache-control": "no-store",
        "vary": "accept",
    }
    return HTMLResponse(html, headers=headers)
