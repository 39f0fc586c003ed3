"""The three screens of the README are the shop: its configuration, what its calls answer, what its pages list."""

import json
import shlex
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
import yaml

from tests.docs.markdown import ROOT, Block, blocks
from tests.e2e.serving import Answered, Served, Service, call, free_port, sign_in

pytestmark = pytest.mark.e2e
SHOP = ROOT / "docs/examples/shop/gateway.yaml"
HERE = "tests/docs/test_shop_in_readme.py"
SHOWN = [block for block in blocks(ROOT / "README.md") if HERE in block.comment]


def shown(language: str) -> list[Block]:
    return [block for block in SHOWN if block.language == language]


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder = tmp_path_factory.mktemp("shop")
    ports = {name: free_port() for name in ("identity", "orders", "users")}
    with ExitStack() as stack:
        for name, port in ports.items():
            stack.enter_context(Service(folder, name, port))
        environment = {f"{name.upper()}_PORT": str(port) for name, port in ports.items()}
        yield stack.enter_context(Served(folder, SHOP, environment)).port


def test_the_configuration_is_a_part_of_the_shop_s() -> None:
    (block,) = shown("yaml")
    part, whole = yaml.safe_load(block.text), yaml.safe_load(SHOP.read_text())
    assert {section: entries.keys() <= whole[section].keys() for section, entries in part.items()}
    for section, entries in part.items():
        assert {name: whole[section][name] for name in entries} == entries


def test_the_calls_answer_what_is_shown(gateway: int) -> None:
    (commands,) = shown("sh")
    answers = [_called(line, gateway) for line in commands.text.splitlines()]
    for answer, block in zip(answers, shown("json"), strict=True):
        found = answer.json()
        found.pop("request_id", None)
        assert found == json.loads(block.text)


def test_the_pages_list_these_operations(gateway: int) -> None:
    (block,) = shown("text")
    title, *lines = block.text.splitlines()
    document: Any = call(gateway, "GET", "/openapi.json").json()
    assert title == f"{document['info']['title']} {document['info']['version']}"
    tag = ""
    for line in lines:
        tag = line[:10].strip() or tag
        method, path, summary = line[10:].split(maxsplit=2)
        operation = document["paths"][path][method.lower()]
        assert (operation["tags"], operation["summary"]) == ([tag], summary)


def _called(line: str, port: int) -> Answered:
    words = shlex.split(line)
    target, body, headers = "", None, {}
    rest = iter(words[1:])
    for word in rest:
        match word:
            case "-H":
                name, _, value = next(rest).partition(": ")
                headers[name.lower()] = value
            case "-d":
                body = next(rest).encode()
            case _:
                target = word.removeprefix("$GATEWAY")
    who = headers.pop("authorization").removeprefix("Bearer $").lower()
    token = sign_in(port, who, "/auth/token")
    return call(port, "POST" if body else "GET", target, headers, token=token, body=body)
