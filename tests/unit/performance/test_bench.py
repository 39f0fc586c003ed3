"""The pure parts of the benchmark: what wrk said, what figures become together, tables and the drawing."""

import xml.etree.ElementTree as ET

import pytest

from tests.performance.chart import chart
from tests.performance.figures import BadRun, Figures, Load, median, parse_wrk, ratio
from tests.performance.scenarios import SCENARIOS
from tests.performance.tables import BEGIN, END, between_markers, scenario_table
from tests.performance.targets import targets

WRK = """  Latency Distribution
     50%  812.00us
     99%    1.20ms
  1000 requests in 2.00s, 1.00MB read
Requests/sec:    500.00
"""


def figures(cpu_us: float) -> Figures:
    return Figures(cpu_us, 1000.0, 1.0, 2.0, 50.0, 0.5)


def test_what_wrk_prints_is_read_in_milliseconds() -> None:
    assert parse_wrk(WRK) == Load(1000, 500.0, 0.812, 1.2)


@pytest.mark.parametrize("bad", ["Non-2xx or 3xx responses: 3", "Socket errors: connect 0, read 1", ""])
def test_a_load_with_errors_or_without_figures_is_no_measurement(bad: str) -> None:
    with pytest.raises(BadRun):
        parse_wrk(WRK + bad if bad else "")


def test_the_median_is_taken_figure_by_figure() -> None:
    assert median([figures(3), figures(1), figures(2)]) == figures(2)


def test_a_ratio_to_what_was_not_measured_is_none() -> None:
    assert (ratio(1.0, 2.0), ratio(1.0, None), ratio(None, 1.0), ratio(1.0, 0.0)) == (0.5, None, None, None)


def test_a_table_says_the_cost_beside_limens() -> None:
    rows = scenario_table(SCENARIOS[0], {"limen": figures(50), "envoy": figures(100)}).splitlines()
    assert rows[-2].startswith("| limen | 50.0 |")
    assert rows[-1].endswith("| 0.50 |")


def test_only_what_is_between_the_markers_is_replaced() -> None:
    assert between_markers(f"a{BEGIN}old{END}b", "new") == f"a{BEGIN}\n\nnew\n\n{END}b"
    with pytest.raises(ValueError, match="bench:begin"):
        between_markers("a page without markers", "new")


def test_a_target_is_held_missed_or_not_measured() -> None:
    judged = targets({"limen": figures(70), "envoy-policies": figures(100)}, {"workers-2": {}})
    assert [one.verdict for one in judged[:3]] == ["held", "missed", "not measured"]
    assert judged[-1].verdict == "not measured"


def test_the_drawing_is_xml_with_a_bar_a_gateway() -> None:
    drawn = ET.fromstring(chart({"limen": 60.0, "envoy": 54.0}, [("abc", 0.9), ("def", 0.8)]))
    assert len(drawn.findall("{*}rect")) == 2
    assert len(drawn.findall("{*}circle")) == 2
