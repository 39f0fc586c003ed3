"""From one test of the Gateway API's HTTPRoute conformance (a JSON file) to our YAML, in force at a running gateway.

    python translate.py FILE.json    with LIMEN_CONFIG, LIMEN_PID and LIMEN_PORT in the environment

What of the rules is ours to say here: rules of one match, since a match of ours is one; routes in the order that breaks
ties (names, then rules: the data has no times of creation), so that their order in the file says nothing; 404 for a
method that no route takes, where we would say 405; 500 for a backend that does not exist. `Untranslatable` names what
we have no word for.
"""

import http.client
import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

Json = dict[str, Any]
EVERY_METHOD_ELSE = {"match": "/{everything_else*}", "respond": {"status": 404}, "require": "public"}
NO_BACKEND = {"respond": {"status": 500, "text": "no backend"}}


class Untranslatable(Exception):
    """The test asks for what this version does not have."""


def translated(test: Json, generation: str) -> Json:
    routes: Json = {"generation": {"match": f"GET /__generation/{generation}", "respond": {"text": "live"}}}
    for route in sorted(test["routes"], key=lambda one: str(one["name"])):
        for number, rule in enumerate(route["rules"]):
            for name, one in _routes(route, rule):
                routes[f"{route['name']}.{number}.{name}"] = one
    routes["everything-else"] = EVERY_METHOD_ELSE
    upstreams = {name: _upstream(address) for name, address in test["backends"].items()}
    suppressed = {"suppress": [{"code": "route-shadowed", "about": "everything-else", "reason": "some cases take all"}]}
    return {
        "version": 1,
        "upstreams": upstreams,
        "defaults": {"require": "public"},
        "routes": routes,
        "analysis": suppressed,
    }


def _upstream(address: str) -> Json:
    return {"targets": [{"url": f"http://{address}"}], "host": "keep"}  # the Gateway API changes no Host by itself


def _routes(route: Json, rule: Json) -> Iterator[tuple[str, Json]]:
    action = _action(rule)
    for number, match in enumerate(rule.get("matches") or [{}]):
        yield str(number), {"match": _match(match, _hosts(route)), **action}


def _hosts(route: Json) -> list[str]:
    hosts = {host for attached in route["attached"] for host in attached["effective_hostnames"]}
    return [] if None in hosts else sorted(hosts)


def _match(match: Json, hosts: list[str]) -> Json:
    path = match.get("path") or {"type": "PathPrefix", "value": "/"}
    keys = {"Exact": "path", "PathPrefix": "prefix"}
    if path["type"] not in keys:
        raise Untranslatable(f"a path match of type {path['type']}")
    return {
        keys[path["type"]]: path["value"],
        **({"methods": [match["method"]]} if match.get("method") else {}),
        **({"hosts": hosts} if hosts else {}),
        **_named(match, "headers", "headers"),
        **_named(match, "queryParams", "query"),
    }


def _named(match: Json, theirs: str, ours: str) -> Json:
    written = match.get(theirs) or []
    for one in written:
        if one.get("type", "Exact") != "Exact":
            raise Untranslatable(f"a match of type {one['type']} in {theirs}")
    return {ours: {one["name"]: one["value"] for one in reversed(written)}} if written else {}  # the first one counts


def _action(rule: Json) -> Json:
    filters = _filters(rule.get("filters") or [])
    if rule.get("retry"):
        raise Untranslatable("a retry of a rule")
    if "redirect" in filters:
        return filters
    backends = [one for one in rule.get("backends") or [] if one.get("weight", 1)]
    if not backends or all(one["backend"] is None for one in backends):
        return {**NO_BACKEND, **{key: value for key, value in filters.items() if key == "cors"}}
    if any(one["backend"] is None for one in backends):
        raise Untranslatable("a share of the requests to a backend that does not exist")
    to = [
        {"upstream": one["backend"], "weight": one.get("weight", 1), **_filters(one.get("filters") or [])}
        for one in backends
    ]
    return {"to": to, **_timeout(rule), **filters}


def _timeout(rule: Json) -> Json:
    timeouts = rule.get("timeouts") or {}
    limits = [timeouts[key] for key in ("request", "backendRequest") if timeouts.get(key, "0s") != "0s"]
    return {"timeout": {"total": min(limits, key=_seconds)}} if limits else {}


def _seconds(duration: str) -> float:
    return float(duration[:-2]) / 1000 if duration.endswith("ms") else float(duration[:-1])


def _filters(filters: list[Json]) -> Json:
    made: Json = {}
    for one in filters:
        kind = one["type"]
        if kind not in _READERS:
            raise Untranslatable(f"a filter of type {kind}")
        key, field, read = _READERS[kind]
        value = read(one[field])
        made[key] = [*made.get(key, []), *value] if isinstance(value, list) else value
    return made


def _edits(modifier: Json) -> Json:
    fields = {key: {one["name"]: one["value"] for one in modifier[key]} for key in ("set", "add") if modifier.get(key)}
    return {**fields, **({"remove": modifier["remove"]} if modifier.get("remove") else {})}


def _path(path: Json | None) -> Json:
    if not path:
        return {}
    if path["type"] == "ReplaceFullPath":
        return {"path": path["replaceFullPath"]}
    return {"prefix": path["replacePrefixMatch"] or "/"}


def _rewrite(rewrite: Json) -> Json:
    return {**({"host": rewrite["hostname"]} if rewrite.get("hostname") else {}), **_path(rewrite.get("path"))}


def _redirect(redirect: Json) -> Json:
    keys = {"scheme": "scheme", "hostname": "host", "port": "port", "statusCode": "status"}
    return {**{ours: redirect[key] for key, ours in keys.items() if redirect.get(key)}, **_path(redirect.get("path"))}


def _mirror(mirror: Json) -> list[Json]:
    percent = mirror.get("percent")
    fraction = mirror.get("fraction")
    if fraction:
        percent = 100 * fraction["numerator"] / fraction.get("denominator", 100)
    return [{"upstream": mirror["backendRef"]["name"], **({} if percent is None else {"share": f"{percent}%"})}]


def _cors(cors: Json) -> Json:
    keys = {"allowOrigins": "origins", "allowMethods": "methods", "allowHeaders": "headers", "exposeHeaders": "expose"}
    made: Json = {ours: cors[key] for key, ours in keys.items() if cors.get(key)}
    if cors.get("allowCredentials"):
        made |= {"credentials": True, "every_origin_with_credentials": "*" in cors["allowOrigins"]}
    return {**made, "max_age": f"{cors.get('maxAge', 5)}s"}


_READERS: dict[str, tuple[str, str, Any]] = {
    "RequestHeaderModifier": ("request", "requestHeaderModifier", _edits),
    "ResponseHeaderModifier": ("response", "responseHeaderModifier", _edits),
    "URLRewrite": ("rewrite", "urlRewrite", _rewrite),
    "RequestRedirect": ("redirect", "requestRedirect", _redirect),
    "RequestMirror": ("mirror", "requestMirror", _mirror),
    "CORS": ("cors", "cors", _cors),
}


def apply(test: Json, config: Path, pid: int, port: int, seconds: float = 15.0) -> None:
    """Puts `test` in force: a reload by SIGHUP, and a route of this generation to see when it has happened."""
    generation = f"{os.getpid()}-{time.monotonic_ns()}"
    config.write_text(json.dumps(translated(test, generation), indent=1))  # JSON is YAML
    os.kill(pid, signal.SIGHUP)
    deadline = time.monotonic() + seconds
    while not _is_live(port, generation):
        assert time.monotonic() < deadline, f"not live within {seconds} s"
        Event().wait(0.05)


def _is_live(port: int, generation: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", f"/__generation/{generation}")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    where = os.environ
    one = json.loads(Path(sys.argv[1]).read_text())
    if where.get("LIMEN_REVERSED"):
        one["routes"].reverse()
    apply(one, Path(where["LIMEN_CONFIG"]), int(where["LIMEN_PID"]), int(where["LIMEN_PORT"]))
