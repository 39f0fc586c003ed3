"""Scenarios: what is asked, of which gateways, over how many connections. Each is one table of docs/performance.md."""

from dataclasses import dataclass

from tests.performance.peers import PEERS

_POLICIES = ("nginx", "envoy-policies", "fastapi-aiohttp", "limen")
_UPLOAD = 'wrk.method = "POST"\nwrk.body = string.rep("x", 102400)\n'
MANY_TOKENS = 20_000
# Starts somewhere else in each load, so that no gateway meets tokens it has just verified.
_TOKENS = """local requests, at = {}, 0
function init()
  for token in io.lines("TOKENS") do
    requests[#requests + 1] = wrk.format(nil, nil, {["Authorization"] = "Bearer " .. token})
  end
  at = (os.time() * 7919) % #requests
end
function request()
  at = at % #requests + 1
  return requests[at]
end
"""


@dataclass(frozen=True, slots=True)
class Scenario:
    name: str
    says: str
    path: str = "/api/items/42"
    peers: tuple[str, ...] = _POLICIES
    connections: int = 32
    idle: int = 0  # connections kept open beside the load
    tls: bool = False
    routes: int = 0
    script: str = ""  # Lua for wrk; TOKENS becomes the file of many tokens


SCENARIOS = (
    Scenario("get", "GET of 700 bytes, one token, 32 connections", peers=tuple(PEERS)),
    Scenario("get-10k", "GET of 10 KB", "/api/items/10k"),
    Scenario("get-1m", "GET of 1 MB", "/api/items/1m"),
    Scenario("upload-100k", "POST of 100 KB, which the origin reads to its end", "/api/items/upload", script=_UPLOAD),
    Scenario("idle-500", "GET beside 500 idle connections", idle=500),
    Scenario(
        "routes-10k",
        "GET of the middle one of 10,000 routes",
        "/svc5000/items/42",
        ("nginx", "envoy", "limen"),
        routes=10_000,
    ),
    Scenario(
        "new-token",
        f"GET with {MANY_TOKENS:,} RS256 tokens in turn",
        peers=("envoy-policies", "envoy-policies-uncached", "limen"),
        script=_TOKENS,
    ),
    Scenario("tls-upstream", "GET, TLS to the origin", peers=("nginx", "envoy-policies", "limen"), tls=True),
)
OTHERS = ("latency", "workers-2", "match", "start")
NAMES = (*(one.name for one in SCENARIOS), *OTHERS)
