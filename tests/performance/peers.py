"""The gateways that are measured, by name. Those that only forward are named `plain` in the tables' footnote."""

import json
import shutil
from collections.abc import Callable

from tests.performance.envoy import envoy, envoy_policies, envoy_policies_uncached
from tests.performance.limen import limen
from tests.performance.origin import temporary
from tests.performance.place import HERE, ORIGIN, ROOT, VENV, Command, Place

_NGINX = """worker_processes 1; daemon off; error_log {dir}/gw.err; pid {dir}/gw-{port}.pid;
events {{ worker_connections 4096; }}
http {{
  access_log off; keepalive_requests 1000000000; client_max_body_size 0; proxy_request_buffering off; {temporary}
  upstream o {{ server {origin}; keepalive 64; keepalive_requests 1000000000; }}
  server {{
    listen 127.0.0.1:{port}; proxy_http_version 1.1; proxy_set_header Connection "";
    proxy_ssl_verify on; proxy_ssl_trusted_certificate {dir}/ca.pem; proxy_ssl_name localhost;
    location / {{ proxy_pass {scheme}://o; }}
    {routes}
  }}
}}
"""
_HAPROXY = """global
  nbthread 1
  maxconn 4000
defaults
  mode http
  timeout connect 300ms
  timeout client 60s
  timeout server 60s
listen gw
  bind 127.0.0.1:{port}
  http-reuse always
  server o 127.0.0.1:{origin}
"""


def nginx(place: Place) -> Command:
    scheme, _, address = place.origin.partition("://")
    routes = "\n".join(f"location /svc{n}/ {{ proxy_pass {scheme}://o; }}" for n in range(place.routes))
    kept = {"dir": place.folder, "port": place.port, "scheme": scheme, "routes": routes}
    own = temporary(place.folder, f"gw-{place.port}")
    config = place.write("nginx.conf", _NGINX.format(origin=address, temporary=own, **kept))
    return Command(("nginx", "-e", f"{place.folder}/gw.err", "-c", str(config)))


def haproxy(place: Place) -> Command:
    config = place.write("haproxy.cfg", _HAPROXY.format(port=place.port, origin=ORIGIN))
    return Command(("haproxy", "-db", "-q", "-f", str(config)))


def traefik(place: Place) -> Command:
    servers = {"loadBalancer": {"servers": [{"url": place.origin}]}}
    http = {"routers": {"r": {"rule": "PathPrefix(`/`)", "service": "o"}}, "services": {"o": servers}}
    config = place.write("traefik.yml", json.dumps({"http": http}))  # JSON is YAML
    entry = f"--entrypoints.web.address=127.0.0.1:{place.port}"
    words = (str(VENV / "bin/traefik"), entry, f"--providers.file.filename={config}", "--log.level=ERROR")
    return Command(words, (("GOMAXPROCS", "1"),))


def caddy(place: Place) -> Command:
    text = f"{{\n admin off\n auto_https off\n}}\nhttp://127.0.0.1:{place.port} {{\n reverse_proxy {place.origin}\n}}\n"
    config = place.write("Caddyfile", text)
    home = (("GOMAXPROCS", "1"), ("HOME", str(place.folder)))
    return Command((str(VENV / "bin/caddy"), "run", "--adapter", "caddyfile", "--config", str(config)), home)


def express_gateway(place: Place) -> Command:
    package, folder = HERE / "node/node_modules/express-gateway", place.folder / f"{place.port}-express"
    shutil.copytree(package / "lib/config", folder)
    (folder / "gateway.config.yml").write_text(json.dumps(_express(place)))  # JSON is YAML
    start = f"require({json.dumps(str(package))})().load({json.dumps(str(folder))}).run()"
    return Command(("node", "-e", start), (("LOG_LEVEL", "error"), ("NODE_ENV", "production")))


def _express(place: Place) -> dict[str, object]:
    policies = [{"proxy": [{"action": {"serviceEndpoint": "o"}}]}]
    return {
        "http": {"port": place.port, "hostname": "127.0.0.1"},
        "apiEndpoints": {"api": {"host": "*", "paths": "/*"}},
        "serviceEndpoints": {"o": {"url": place.origin}},
        "policies": ["proxy"],
        "pipelines": {"p": {"apiEndpoints": ["api"], "policies": policies}},
    }


def fastapi_aiohttp(place: Place) -> Command:
    words = (str(VENV / "bin/python"), "-m", "uvicorn", "tests.performance.by_hand:app", "--app-dir", str(ROOT))
    return Command((*words, "--port", str(place.port), "--no-access-log", "--log-level", "error"))


PEERS: dict[str, Callable[[Place], Command]] = {
    "nginx": nginx,
    "haproxy": haproxy,
    "envoy": envoy,
    "envoy-policies": envoy_policies,
    "envoy-policies-uncached": envoy_policies_uncached,
    "traefik": traefik,
    "caddy": caddy,
    "express-gateway": express_gateway,
    "fastapi-aiohttp": fastapi_aiohttp,
    "limen": limen,
}
