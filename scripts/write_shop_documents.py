"""Writes the OpenAPI documents of the shop's services beside its configuration: what they serve, in files.

In files, so that a gateway can be started before its services, and checked without them. A test holds them against the
services (tests/unit/entrypoints/demo/test_documents.py).

.venv/bin/python -m scripts.write_shop_documents
"""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from entrypoints.demo.identity import identity_app
from entrypoints.demo.orders import orders_app
from entrypoints.demo.users import users_app

SHOP = Path(__file__).resolve().parents[1] / "docs/examples/shop"


def documents() -> dict[str, dict[str, Any]]:
    """By the name of the file."""
    with TemporaryDirectory() as folder:
        apps = {
            "identity": identity_app("http://127.0.0.1:9100"),
            "orders": orders_app(Path(folder) / "orders.sqlite"),
            "users": users_app(Path(folder) / "users.sqlite"),
        }
        return {f"{name}.openapi.json": app.openapi() for name, app in apps.items()}


def text_of(document: dict[str, Any]) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def main() -> None:
    for name, document in documents().items():
        (SHOP / name).write_text(text_of(document))


if __name__ == "__main__":
    main()
