"""The chart: bars of the last run, and Limen's cost by commit as a share of Envoy's. Pure; a few lines of SVG."""

from collections.abc import Mapping, Sequence

WIDTH, BAR, LEFT = 720, 22, 190
OURS, THEIRS = "#b4552d", "#8a94a6"
_STYLE = "<style>text{font:13px sans-serif;fill:#667}</style>"


def chart(costs: Mapping[str, float], ratios: Sequence[tuple[str, float]]) -> str:
    """`costs`: CPU µs by gateway; `ratios`: (commit, Limen ÷ envoy-policies), oldest first."""
    bars = _bars(costs, 40)
    line = _line(ratios[-40:], 40 + BAR * len(costs) + 50)
    height = 40 + BAR * len(costs) + 50 + 150
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">{_STYLE}'
    title = _text(10, 22, "CPU microseconds a request (get)")
    return "\n".join((head, title, *bars, *line, "</svg>\n"))


def _bars(costs: Mapping[str, float], top: int) -> list[str]:
    longest = max(costs.values(), default=1.0)
    drawn = []
    for number, (name, cost) in enumerate(sorted(costs.items(), key=lambda item: item[1])):
        y, width = top + BAR * number, cost / longest * (WIDTH - LEFT - 70)
        colour = OURS if name == "limen" else THEIRS
        drawn.append(f'<rect x="{LEFT}" y="{y}" width="{width:.1f}" height="{BAR - 6}" fill="{colour}"/>')
        drawn.append(_text(10, y + 13, name) + _text(int(LEFT + width + 6), y + 13, f"{cost:.0f}"))
    return drawn


def _line(ratios: Sequence[tuple[str, float]], top: int) -> list[str]:
    height, highest = 90, max([1.2, *(ratio for _, ratio in ratios)])
    step = (WIDTH - LEFT - 70) / max(1, len(ratios) - 1)
    points = [(LEFT + step * n, top + height * (1 - ratio / highest)) for n, (_, ratio) in enumerate(ratios)]
    one = top + height * (1 - 1 / highest)
    drawn = [_text(10, top - 8, "Limen ÷ Envoy with policies, by commit"), _text(10, int(one) + 4, "1.0")]
    drawn.append(f'<path d="M{LEFT} {one:.1f}H{WIDTH - 70}" stroke="{THEIRS}" stroke-dasharray="4"/>')
    way = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    drawn.append(f'<polyline points="{way}" fill="none" stroke="{OURS}" stroke-width="2"/>')
    drawn += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{OURS}"/>' for x, y in points]
    if ratios:
        commit, last = ratios[-1]
        drawn.append(_text(int(points[-1][0]) + 8, int(points[-1][1]) + 4, f"{last:.2f}"))
        drawn.append(_text(LEFT, top + height + 22, f"{ratios[0][0]} … {commit}"))
    return drawn


def _text(x: int, y: int, text: str) -> str:
    return f'<text x="{x}" y="{y}">{text}</text>'
