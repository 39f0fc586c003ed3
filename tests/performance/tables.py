"""Tables: figures as Markdown. Pure."""

from collections.abc import Mapping, Sequence

from tests.performance.figures import Figures, ratio
from tests.performance.scenarios import Scenario

BEGIN, END = "<!-- bench:begin -->", "<!-- bench:end -->"
FOOTNOTE = (
    "nginx, haproxy, envoy, traefik, caddy, express-gateway and fastapi-aiohttp only forward. envoy-policies (with its"
    " token cache) and -uncached verify the token, ask for a role, limit the rate and log. Limen verifies, asks for a"
    " role and logs; it has no rate limit, and a breaker and a deadline that this Envoy has not. Memory counts pages"
    " that processes share in each of them."
)


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    rule = ["---", *("---:" for _ in heads[1:])]
    return "\n".join(f"| {' | '.join(row)} |" for row in (heads, rule, *rows))


def scenario_table(scenario: Scenario, found: Mapping[str, Figures]) -> str:
    ours = found["limen"].cpu_us if "limen" in found else None
    heads = ("gateway", "CPU µs", "requests/s", "p50 ms", "p99 ms", "RSS MiB", "other core", "Limen's CPU ÷ its")
    rows = [_row(name, one, ours) for name, one in sorted(found.items(), key=lambda item: item[1].cpu_us)]
    return f"**{scenario.name}**: {scenario.says}\n\n{table(heads, rows)}"


def _row(name: str, one: Figures, ours: float | None) -> list[str]:
    shown = [f"{one.cpu_us:.1f}", f"{one.rps:,.0f}", f"{one.p50_ms:.2f}", f"{one.p99_ms:.2f}", f"{one.rss_mib:.0f}"]
    return [name, *shown, f"{one.other_core:.0%}", number(ratio(ours, one.cpu_us))]


def figures_table(name: str, says: str, found: Mapping[str, float]) -> str:
    return f"**{name}**: {says}\n\n{table(('figure', 'value'), [(key, number(one)) for key, one in found.items()])}"


def number(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.2f}"


def between_markers(page: str, text: str) -> str:
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"the page has no {BEGIN} … {END}")
    return f"{before}{BEGIN}\n\n{text}\n\n{END}{after}"
