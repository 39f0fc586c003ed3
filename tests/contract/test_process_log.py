"""The process's own log: a JSON line a record, whoever wrote it, and a traceback stays inside its line."""

import json
import subprocess
import sys

SCRIPT = """import logging
from adapters.telemetry.structlog_process import configure_logging
configure_logging()
logging.getLogger("somebody").warning("said %s", "this", extra={"color_message": "x"})
try:
    1 / 0
except ZeroDivisionError:
    logging.getLogger("somebody").exception("broke")
"""


def test_each_record_is_one_line_of_json_on_standard_error() -> None:
    ended = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    said, broke = map(json.loads, ended.stderr.splitlines())
    assert (said["event"], said["level"], said["logger"]) == ("said this", "warning", "somebody")
    assert "color_message" not in said
    assert "ZeroDivisionError" in broke["exception"]
    assert ended.stdout == ""
