"""A mirror that hangs, at a running gateway: callers notice nothing, and a stop does not wait for it."""

from pathlib import Path

import pytest

from tests.e2e.rude import Rude, hangs, says
from tests.e2e.serving import Served, call, until

pytestmark = pytest.mark.e2e

OK = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok"
CONFIG = """
version: 1
upstreams:
  one: {{targets: [{{url: "http://127.0.0.1:{one}"}}]}}
  shadow: {{targets: [{{url: "http://127.0.0.1:{shadow}"}}]}}
defaults: {{require: public}}
routes:
  all: {{match: "/{{rest*}}", to: one, mirror: [{{upstream: shadow}}], request: {{set: {{x-set: "1"}}}}}}
"""


def test_a_mirror_that_hangs_is_noticed_by_nobody_and_left_at_a_stop(tmp_path: Path) -> None:
    file = tmp_path / "gateway.yaml"
    with Rude(says(OK)) as one, Rude(hangs) as shadow:
        file.write_text(CONFIG.format(one=one.port, shadow=shadow.port))
        with Served(tmp_path, file) as gateway:
            answers = [call(gateway.port, "POST", f"/a?n={number}", body=b"hello") for number in range(20)]
            assert {(answer.status, answer.body) for answer in answers} == {(200, b"ok")}
            until(lambda: len(shadow.heads) == 20, "every call is mirrored")
            assert all(b"x-set: 1\r\n" in head and b"content-length: 5\r\n" in head for head in shadow.heads)
            assert not shadow.left.is_set()
            assert gateway.end() == 0
            until(shadow.left.is_set, "the mirror is left", 2)
