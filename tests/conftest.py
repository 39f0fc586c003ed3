"""What every test may ask for."""

import os

import pytest

os.environ["LIMEN_ADMIN_PORT"] = "0"  # of the gateways that tests start: any that is free


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"
