"""The real counterparts that these tests may ask for, each started when it is first asked for."""

from collections.abc import Iterator

import pytest

from tests.integration.idp.installed import install, require_node
from tests.integration.idp.real_issuer import RealIssuer
from tests.integration.missing import require
from tests.integration.redis_server import RedisServer


@pytest.fixture(scope="session")
def issuer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealIssuer]:
    require_node()
    install()
    with RealIssuer(tmp_path_factory.mktemp("issuer")) as issuer:
        yield issuer


@pytest.fixture
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    require("redis-server")
    with RedisServer(tmp_path_factory.mktemp("redis")) as redis:
        yield redis
