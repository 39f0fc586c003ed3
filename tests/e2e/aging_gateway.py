"""`limen` whose issuers' keys age in seconds and not in minutes: what issuers do to a gateway in a day, in a test.

Run as a program it is `limen`, with the keyring's terms taken from the environment.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path

from application.identity.keyring import Keyring, KeyringTerms
from domain.identity.issuer import Issuer
from entrypoints.cli.main import main
from entrypoints.container import Container
from entrypoints.opening import Adapters
from tests.e2e.faulty_issuer import FaultyIssuer
from tests.e2e.serving import Served

VARIABLE = "KEYRING_TERMS"
CONFIG = """version: 1
identity:
  issuers:
    main:
      issuer: {address}
      audience: [shop]
      keys: discover
      algorithms: [EdDSA]
routes:
  orders: {{match: GET /orders, respond: {{status: 200, json: {{orders: none}}}}, require: authenticated}}
  open: {{match: GET /open, respond: {{status: 200, json: {{orders: none}}}}, require: public}}
"""
FAILURE = "keys of main were not refreshed"  # in the log, once a fetch that failed


class AgingAdapters(Adapters):
    def keyring(self, issuer: Issuer) -> Keyring:
        keyring = super().keyring(issuer)
        keyring._terms = replace(keyring._terms, **json.loads(os.environ[VARIABLE]))
        return keyring


class AgingGateway(Served):
    command = "tests.e2e.aging_gateway"

    def __init__(self, folder: Path, issuer: FaultyIssuer, terms: KeyringTerms, *, workers: int = 1) -> None:
        config = folder / "gateway.yaml"
        config.write_text(CONFIG.format(address=issuer.address))
        environment: Mapping[str, str] = {VARIABLE: json.dumps(asdict(terms))}
        super().__init__(folder, config, environment, workers=workers)

    def failures(self) -> int:
        """Fetches that brought no keys, so far."""
        return self.log().count(FAILURE)


if __name__ == "__main__":
    Container.adapters.set_provides(AgingAdapters)
    main()
