"""What the tests of Redis's adapters lean on: the server can be asked, paused, killed and started again."""

import pytest

from tests.integration.redis_server import RedisServer


def test_a_command_is_answered(redis: RedisServer) -> None:
    assert redis.command("SET", "a", "é") == "OK"
    assert redis.command("GET", "a") == "é"
    assert redis.command("GET", "b") is None
    assert redis.command("MGET", "a", "b") == ["é", None]
    assert redis.command("INCR", "n") == 1


def test_an_error_of_the_server_is_raised(redis: RedisServer) -> None:
    with pytest.raises(RuntimeError, match="unknown command"):
        redis.command("NOSUCH")


def test_a_killed_server_refuses_connections_until_it_is_started_and_is_empty_then(redis: RedisServer) -> None:
    redis.command("SET", "a", "1")
    redis.kill()
    with pytest.raises(ConnectionRefusedError):
        redis.command("PING")
    redis.start()
    assert redis.command("GET", "a") is None


def test_a_paused_server_can_be_killed_and_resumed(redis: RedisServer) -> None:
    redis.pause()
    redis.resume()
    assert redis.command("PING") == "PONG"
    redis.pause()
    redis.kill()
