"""Ways between the master and its workers: whole messages, whatever their size, and an end that is heard of."""

import os
import signal
import threading

from entrypoints.control.hub import Hub
from entrypoints.control.messages import Frames, framed
from tests.unit.entrypoints.control.house import OPENED, new_hub, worker_of

LARGE = bytes(5_000_000)  # more than a socket's buffers hold


def heard_by(hub: Hub, seconds: float = 5.0) -> list[tuple[int, object]]:
    heard: list[tuple[int, object]] = []
    hub.wait(seconds, lambda worker, message: heard.append((worker, message)))
    return heard


def test_messages_come_whole_whatever_pieces_they_come_in() -> None:
    frames, wire = Frames(), framed("one") + framed("two")
    found = [message for byte in wire for message in frames.feed(bytes([byte]))]
    assert found == ["one", "two"]


def test_the_master_hears_each_worker_and_each_hears_what_is_its() -> None:
    hub = new_hub()
    one, two = worker_of(hub, 1), worker_of(hub, 2)
    one.say("from one")
    assert heard_by(hub) == [(1, "from one")]
    hub.post([1, 2], "to both")
    hub.send(2, "to two")
    assert (one.hears(), two.hears(), two.hears()) == ("to both", "to both", "to two")


def test_what_does_not_fit_goes_out_when_there_is_room_and_blocks_nobody() -> None:
    hub = new_hub()
    worker = worker_of(hub, 1)
    hub.send(1, LARGE)
    received: list[object] = []
    reading = threading.Thread(target=lambda: received.append(worker.hears()))
    reading.start()
    while reading.is_alive():
        heard_by(hub, 0.01)
    assert received == [LARGE]


def test_the_end_of_a_worker_is_heard_of_once() -> None:
    hub = new_hub()
    worker = worker_of(hub, 1)
    worker.say("last words")
    worker.end()
    assert heard_by(hub) + heard_by(hub) == [(1, "last words"), (1, None)]
    assert hub.workers == ()
    hub.send(1, "to nobody")
    assert heard_by(hub, 0.0) == []


def test_a_signal_ends_the_wait() -> None:
    hub = new_hub()
    hub.wake_on_signals()
    former = signal.signal(signal.SIGUSR2, lambda *_: None)
    try:
        threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGUSR2)).start()
        assert heard_by(hub, 30) == []
    finally:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGUSR2, former)


def test_a_fork_keeps_its_own_end_and_no_other() -> None:
    hub = new_hub()
    worker_of(hub, 1)
    hub.open(2)
    ends = [hub._ways[1].ours, hub._ways[2].ours]
    own = hub.leave_to(2)
    assert own is not None
    assert own.fileno() > 0
    assert [end.fileno() for end in ends] == [-1, -1]
    own.close()
    OPENED.pop(0)  # the hub: it has let go of all by now
