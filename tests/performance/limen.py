"""Limen as it is measured: tokens verified, a role asked for, a breaker, three timeouts, a JSON access log."""

from tests.performance.place import PYTHON, Command, Place

_CONF = """version: 1
identity:
  issuers:
    main:
      issuer: https://auth
      audience: [api]
      keys: {{jwks_file: {folder}/jwks.json}}
      algorithms: [RS256]
      claims: {{roles: roles}}
permissions: {{roles: {{viewer: {{grants: ["items:read"]}}}}}}
upstreams:
  items:
    targets: [{{url: "{origin}"}}]
    timeout: {{connect: 300ms, idle: 5s, total: 10s}}
    breaker: {{failures: 5, cooldown: 10s}}
defaults: {{issuer: main}}
routes:
  item: {{match: "GET,POST /api/items/{{id}}", to: items, require: {{role: viewer}}}}
"""
_ROUTE = '  r{n}: {{match: "GET /svc{n}/items/{{id}}", to: items, require: {{role: viewer}}}}\n'


def limen(place: Place) -> Command:
    text = _CONF.format(folder=place.folder, origin=place.origin)
    config = place.write("limen.yaml", text + "".join(_ROUTE.format(n=n) for n in range(place.routes)))
    words = (PYTHON, "-m", "entrypoints.cli.main", "serve", "-c", str(config))
    numbers = ("--workers", str(place.workers), "--port", str(place.port))
    return Command((*words, *numbers), (("SSL_CERT_FILE", str(place.folder / "ca.pem")),))
