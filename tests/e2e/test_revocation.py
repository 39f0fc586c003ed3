"""Revocation at running gateways of two workers, under load: taken up by each, and no request waits for Redis."""

import os
import signal
import threading
import time
from functools import partial
from pathlib import Path
from statistics import median

import pytest

from tests.e2e.revoking import Caller, Calling, configured, token
from tests.e2e.serving import Served, accepts, call, until
from tests.integration.missing import require
from tests.integration.redis_server import RedisServer

pytestmark = pytest.mark.e2e
STREAM = "limen:revoked"
SOON = 5.0  # seconds; the gateways here look five times a second


def callers(port: int, bearer: str, number: int, over: threading.Event, path: str = "/guarded") -> list[Caller]:
    return [Caller(port, bearer, over, path) for _ in range(number)]


def replaced(gateway: Served) -> None:
    before = gateway.workers()
    for worker in before:
        os.kill(worker, signal.SIGTERM)
    until(lambda: _serve(gateway) and not set(before) & set(gateway.workers()), "all workers are new", 40)


def _serve(gateway: Served) -> bool:
    return accepts(gateway.port) and call(gateway.port, "GET", "/health").status == 200


def of_one_mind(several: list[Caller], status: int) -> bool:
    return all(caller.last() == status for caller in several)


def test_what_is_revoked_in_redis_is_refused_by_every_worker_within_seconds_and_for_good(tmp_path: Path) -> None:
    require("redis-server")
    over = threading.Event()
    with (
        RedisServer(tmp_path) as redis,
        Served(tmp_path, configured(tmp_path, "gateway", f'redis: "{redis.url}"'), workers=2) as gateway,
    ):
        revoked = callers(gateway.port, token("t1"), 8, over)  # enough for both workers
        subject = callers(gateway.port, token("t2", "bob"), 4, over)
        others = callers(gateway.port, token("t3"), 4, over)
        with Calling(revoked, subject, others, over=over) as calling:
            until(lambda: calling.all_hear(200), "all are let in, by tokens that are remembered")
            redis.command("XADD", STREAM, "*", "jti", "t1", "until", str(int(time.time()) + 3600))
            redis.command("XADD", STREAM, "*", "subject", "bob", "before", str(int(time.time()) - 3))
            until(lambda: of_one_mind(revoked, 401), "the token is refused", SOON)
            until(lambda: of_one_mind(subject, 401), "the subject is refused", SOON)
            moment = time.monotonic()
            until(lambda: all(len(one.since(moment)) > 20 for one in calling.callers), "they go on")
        assert {status for one in revoked + subject for _, status in one.since(moment)} == {401}
        assert {status for one in others for _, _, status in one.seen} == {200}
        answer = call(gateway.port, "GET", "/guarded", token=token("t1"))
        assert (answer.status, answer.reason) == (401, "token-revoked")
        assert 'error="invalid_token"' in answer.headers["www-authenticate"]
        assert call(gateway.port, "GET", "/guarded", token=token("t4", "bob", issued=time.time())).status == 200


def is_stale(port: int) -> bool:
    said: object = call(port, "GET", "/ready").json()
    return said == {"status": "ready", "troubles": ["revocation-stale"]}


def test_no_request_waits_for_a_redis_that_is_paused_killed_or_back(tmp_path: Path) -> None:
    """One gateway fails closed, one open, before the same Redis; both know already that t1 is revoked."""
    require("redis-server")
    over = threading.Event()
    folders = {name: tmp_path / name for name in ("closed", "open")}
    for folder in folders.values():
        folder.mkdir()
    with (
        RedisServer(tmp_path) as redis,
        Served(
            folders["closed"], configured(tmp_path, "closed", f'redis: "{redis.url}", fail: closed'), workers=2
        ) as closed,
        Served(folders["open"], configured(tmp_path, "open", f'redis: "{redis.url}", fail: open'), workers=2) as open_,
    ):
        strict, lax = callers(closed.port, token("t2"), 4, over), callers(open_.port, token("t2"), 4, over)
        public = callers(closed.port, "", 1, over, "/open")
        revoked = callers(closed.port, token("t1"), 2, over) + callers(open_.port, token("t1"), 2, over)
        with Calling(strict, lax, public, revoked, over=over) as calling:
            redis.command("XADD", STREAM, "*", "jti", "t1")
            until(lambda: of_one_mind(revoked, 401) and of_one_mind(strict + lax + public, 200), "all is well", SOON)
            well = time.monotonic()
            until(lambda: all(len(one.since(well)) > 50 for one in calling.callers), "they go on")
            usual = median(seconds for one in strict + lax for seconds, _ in one.since(well))

            for befall, mend in ((redis.pause, redis.resume), (redis.kill, redis.start)):
                began = time.monotonic()
                befall()
                until(lambda: of_one_mind(strict, 503), "what is known is believed no more", 15)
                believed = [status for one in strict for at, _, status in one.seen if began <= at < began + 1.5]
                assert set(believed) == {200}
                refused = call(closed.port, "GET", "/guarded", token=token("t2"))
                assert (refused.reason, refused.headers["retry-after"]) == ("revocation-unavailable", "1")
                for port in (closed.port, open_.port):  # each worker has its own moment
                    until(partial(is_stale, port), "it says so", SOON)
                mend()
                until(lambda: of_one_mind(strict, 200), "it is read again", 15)
                hard = [one.since(began) for one in strict + lax + public]
                assert max(seconds for seen in hard for seconds, _ in seen) < 0.9  # a wait for Redis is a second
                assert median(seconds for seen in hard for seconds, _ in seen) < 5 * usual + 0.01
        assert {status for one in lax + public for _, _, status in one.seen} == {200}
        assert {status for one in revoked for _, status in one.since(well)} == {401}  # also by a Redis that forgot
        assert "guarded requests are refused" in closed.log()
        assert "what is known still holds" in open_.log()
        assert call(closed.port, "GET", "/ready").json() == {"status": "ready"}


def test_a_gateway_that_never_read_what_is_revoked_lets_in_nobody_and_is_not_ready(tmp_path: Path) -> None:
    path = configured(tmp_path, "gateway", "file: revoked.yaml")
    revoked = tmp_path / "revoked.yaml"
    revoked.write_text("- {jti: t1}\n")
    with Served(tmp_path, path) as gateway:
        assert call(gateway.port, "GET", "/guarded", token=token("t1")).reason == "token-revoked"
        revoked.write_text("- {jit: t1}\n")
        replaced(gateway)
        assert call(gateway.port, "GET", "/ready").reason == "revocation-unavailable"
        assert call(gateway.port, "GET", "/guarded", token=token("t2")).reason == "revocation-unavailable"
        assert call(gateway.port, "GET", "/open").status == 200
        revoked.write_text("- {jti: t2}\n")
        until(lambda: call(gateway.port, "GET", "/ready").status == 200, "it is mended")
        assert call(gateway.port, "GET", "/guarded", token=token("t2")).reason == "token-revoked"
        assert call(gateway.port, "GET", "/guarded", token=token("t1")).status == 200


def test_a_reload_refuses_nobody_while_another_list_is_read_for_the_first_time(tmp_path: Path) -> None:
    over = threading.Event()
    (tmp_path / "revoked.yaml").write_text("".join(f"- {{jti: x{number}}}\n" for number in range(5000)))
    with Served(tmp_path, configured(tmp_path, "gateway", "file: revoked.yaml"), workers=2) as gateway:
        several = callers(gateway.port, token("t1"), 4, over)
        with Calling(several, over=over) as calling:
            until(lambda: calling.all_hear(200), "all are let in")
            (tmp_path / "others.yaml").write_text("".join(f"- {{jti: y{number}}}\n" for number in range(5000)))
            configured(tmp_path, "gateway", "file: others.yaml")
            assert gateway.reload()["outcome"] == "accepted"
            moment = time.monotonic()
            until(lambda: all(len(one.since(moment)) > 20 for one in several), "they go on")
        assert {status for one in several for _, _, status in one.seen} == {200}
