"""What is in force, value by value: read in again it is the same plan, and each value says where it came from."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner

from adapters.config.defaults import DEFAULTS
from adapters.config.settings import settings_of
from adapters.config.yaml_source import YamlConfigSource
from application.compiling import compiled
from application.ports.config import Setting
from domain.plan.plan import Plan
from entrypoints.cli.effective import lines_of
from entrypoints.cli.main import app
from entrypoints.faults import Entry, catalogue
from tests.docs.documents import ORDERS_TEXT
from tests.docs.wholes import whole
from tests.fakes.own_keys import pem_of
from tests.golden.plan_text import plan_text

ROOT = Path(__file__).resolve().parents[4]
ENVIRONMENT = {"ORDERS_WEIGHT": "3", "JWT_SECRET": "x" * 64, "KEY_HASH": "ab" * 32, "ORDERS_HOST": "o"}
FILES = [*sorted((ROOT / "tests/golden/plans").glob("*.yaml")), ROOT / "docs/examples/shop/gateway.yaml"]
RIGHT = [entry for entry in catalogue().values() if entry.right]
ALL_SECTIONS = """\
server:
  cors: {origins: ["https://shop.example"]}
  compress: {}
  cors_policies: {partners: {origins: ["http://localhost:*"]}}
  security: {ready: api}
identity:
  issuers:
    main:
      issuer: https://idp.example
      audience: [shop-api]
      keys: discover
      algorithms: [RS256]
      role_map: {staff: viewer}
  introspection:
    opaque:
      url: https://idp.example/introspect
      client_id: limen
      client_secret: ${JWT_SECRET}
      role_map: {staff: viewer}
      roles_from: staff
  roles_from:
    staff: {url: "https://staff.example/{subject}"}
  revocation: {redis: "redis://redis:6379"}
  api_keys:
    partners: {keys: []}
  certificates:
    mesh: {header: x-client, subject: uri}
defaults: {credentials: [main, opaque], cache: {control: no-store}}
upstreams:
  orders: {targets: [{url: "http://${ORDERS_HOST}:8080", weight: "${ORDERS_WEIGHT}"}], breaker: {}}
  users: {targets: [{url: "http://users:8080"}], openapi: orders.openapi.json}
from_openapi:
  made:
    upstream: users
    prefix: /made
    require_by: table
    require: {listOrders: authenticated}
    include: {operations: [listOrders]}
routes:
  hello:
    security: {ready: site}
    cache: {control: private 1m}
    deprecated: {since: 2026-01-01}
    match: "GET /hello"
    to: [{upstream: orders}]
    mirror: [{upstream: orders}]
    require: authenticated
    websocket: {}
    contract: {}
  moved: {match: "GET /old", redirect: {path: /new}, require: public}
  fixed: {match: "GET /fixed", respond: {json: {a: [1, [2, 3], {b: null}], "on": "x y"}}, require: public}
  gathered:
    match: "GET /parts"
    require: public
    compose:
      parts:
        orders: {get: /orders, from: orders}
        items: {get: "/items/{join.id}", from: orders, join: {to: orders, by: item_id}}
  shaped: {match: "GET /shaped", to: orders, require: public, shape: {drop: [secret]}}
  cors: {match: "GET /cors", to: orders, cors: {origins: ["https://shop.example"]}, require: public}
resources:
  orders:
    to: orders
    id: order_id
    schema: {type: object, properties: {id: {type: integer}}}
    access: {list: public}
    page: {size: {}}
"""
ALL = ALL_SECTIONS.replace("server:\n", "server:\n  trusted_proxies: [10.0.0.0/8]\n")


def settings_in(path: Path, *, hides: bool = True) -> tuple[Plan, tuple[Setting, ...]]:
    edition = YamlConfigSource(path, ENVIRONMENT).read()
    plan = compiled(edition)
    assert isinstance(plan, Plan), "\n".join(map(str, plan))
    return plan, settings_of(edition, ENVIRONMENT, hides=hides)


def comes_back(path: Path, again: Path) -> None:
    """What is in force is written to `again` and read from there; relative paths are those of one folder."""
    plan, settings = settings_in(path, hides=False)
    text = "\n".join(lines_of(settings)) + "\n"
    again.write_text(text)
    same, written = settings_in(again, hides=False)
    assert plan_text(same) == plan_text(plan)
    assert {one.path: one.written for one in written} == {one.path: one.written for one in settings}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_in_force_is_the_same_plan(path: Path) -> None:
    again = path.with_name(f".again-{path.name}")
    try:
        comes_back(path, again)
    finally:
        again.unlink()


@pytest.mark.parametrize("entry", RIGHT, ids=lambda entry: entry.code)
def test_what_is_in_force_of_an_example_is_the_same_plan(entry: Entry, tmp_path: Path) -> None:
    for name, held in entry.files.items():
        (tmp_path / name).write_text(held)
    if entry.private_key:
        (tmp_path / entry.private_key).write_text(pem_of("ES256"))
    path = tmp_path / "gateway.yaml"
    path.write_text(entry.right if entry.is_raw else whole(entry.right.lstrip("\n")))
    comes_back(path, tmp_path / "again.yaml")


def test_every_default_is_the_one_that_is_in_force_when_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / "gateway.yaml"
    path.write_text(whole(ALL))
    (tmp_path / "orders.openapi.json").write_text(ORDERS_TEXT)
    comes_back(path, tmp_path / "again.yaml")
    _, settings = settings_in(path)
    found = {_pattern(setting.path) for setting in settings if setting.at is None}
    assert sorted(DEFAULTS.keys() - found) == []


def test_every_value_says_where_it_came_from(tmp_path: Path) -> None:
    path = tmp_path / "gateway.yaml"
    path.write_text(whole(ALL))
    (tmp_path / "orders.openapi.json").write_text(ORDERS_TEXT)
    found = by_path(settings_in(path)[1])
    weight = found["upstreams.orders.targets.0.weight"]
    assert (weight.written, weight.variables) == ("3", ("ORDERS_WEIGHT",))
    assert weight.at is not None
    assert "weight" in path.read_text().splitlines()[weight.at.line - 1][: weight.at.column]
    assert found["upstreams.orders.targets.0.url"].written == "http://o:8080"
    assert found["server.body_limit"] == Setting(("server", "body_limit"), "10MiB")


def test_secrets_are_hidden_and_so_is_what_may_be_one(tmp_path: Path) -> None:
    path = tmp_path / "gateway.yaml"
    secret = "hunter2" * 10
    path.write_text(
        whole(
            f"""\
identity:
  issuers:
    main: {{issuer: tests, audience: [a], keys: {{secret: "{secret}"}}, algorithms: [HS256]}}
  revocation: {{redis: "redis://redis:6379", password: "{secret}"}}
routes:
  hello:
    match: "GET /hello"
    to: orders
    require: authenticated
    request: {{set: {{authorization: "Basic {secret}", x-api-key: "{secret}", x-mail: "${{JWT_SECRET}}"}}}}
"""
        )
    )
    shown = "\n".join(lines_of(settings_in(path)[1]))
    assert "hunter2" not in shown
    assert "xxxx" not in shown
    assert shown.count('"***"') == 5  # the address of Redis too
    assert 'x-mail: "${JWT_SECRET}"' in shown


def test_of_a_folder_each_value_has_its_own_file(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("version: 1\nupstreams: {orders: {targets: [{url: 'http://orders:8080'}]}}\n")
    (tmp_path / "b.yaml").write_text("version: 1\nroutes: {list: {match: GET /orders, to: orders, require: public}}\n")
    done = CliRunner().invoke(app, ["effective", "-c", str(tmp_path)])
    assert done.exit_code == 0
    assert f"- url: http://orders:8080  # {tmp_path}/a.yaml:2" in done.stdout
    assert f"    to: orders  # {tmp_path}/b.yaml:2" in done.stdout
    assert "  body_limit: 10MiB  # default" in done.stdout


def test_what_has_a_fault_has_nothing_in_force(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("version: 1\n")
    done = CliRunner().invoke(app, ["effective", "-c", str(tmp_path), "--json"])
    assert done.exit_code == 1
    assert "routes-empty" in done.stdout


def by_path(settings: tuple[Setting, ...]) -> Mapping[str, Setting]:
    return {".".join(map(str, setting.path)): setting for setting in settings}


def _pattern(path: tuple[str | int, ...]) -> str:
    """As the reference writes it."""
    named = {
        "issuers", "introspection", "roles_from", "api_keys", "certificates", "upstreams", "routes", "cors_policies",
        "resources", "from_openapi", "parts",
    }  # fmt: skip
    steps = [step for step in path if isinstance(step, str)] if isinstance(path[-1], int) else path
    words = ["NAME" if before in named else str(step) for before, step in zip(("", *steps), steps, strict=False)]
    return ".".join(words).replace(".0", "[]")
