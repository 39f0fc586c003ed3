"""Metrics of the configuration, in the text format of Prometheus (0.0.4). Few series, whatever happens."""

from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Response

from entrypoints.admin.peers import Peers

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
Sample = tuple[str, float]  # labels as they are written, and the value


def metrics_router(peers: Peers) -> APIRouter:
    router = APIRouter(tags=["metrics"])

    @router.get("/metrics", operation_id="metrics", summary="For Prometheus", response_class=Response)
    async def metrics() -> Response:
        record, told = await peers.master("record"), await peers.each("state")
        return Response("".join(_written(record, told)), media_type=MEDIA_TYPE)

    return router


def _written(record: dict[str, Any], told: list[dict[str, Any]]) -> Iterator[str]:
    active, counts = record["active"], record["counts"]
    current = sum(one["edition"] == active["edition"] for one in told)
    ready = sum(bool(one["answer"] and one["answer"]["ready"]) for one in told)
    outcomes = [('{outcome="accepted"}', counts["accepted"]), ('{outcome="refused"}', counts["refused"])]
    yield from _family("limen_config_reloads_total", "counter", "Reloads since the start.", outcomes)
    yield from _gauge("limen_config_last_reload_successful", "0: what is written was refused.", not record["refused"])
    last = record["accepted_at"]
    yield from _gauge("limen_config_last_success_timestamp_seconds", "When the edition in force was taken up.", last)
    saved = active["trigger"] == "last-good"
    yield from _gauge("limen_config_serves_last_good", "1: started with the last good one, not what is written.", saved)
    info = [(f'{{edition="{active["edition"]}"}}', 1.0)]
    yield from _family("limen_config_edition_info", "gauge", "The edition in force.", info)
    workers: list[Sample] = [
        ('{state="running"}', len(told)),
        ('{state="current"}', current),
        ('{state="ready"}', ready),
    ]
    yield from _family("limen_workers", "gauge", "Workers: all, with the edition in force, ready.", workers)


def _gauge(name: str, words: str, value: float) -> Iterator[str]:
    return _family(name, "gauge", words, [("", float(value))])


def _family(name: str, kind: str, words: str, samples: list[Sample]) -> Iterator[str]:
    yield f"# HELP {name} {words}\n# TYPE {name} {kind}\n"
    for labels, value in samples:
        yield f"{name}{labels} {float(value):.17g}\n"
