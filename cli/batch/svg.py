"""Plots for a report, as inline SVG without scripts. Colours come from the page's style."""

import math
from collections.abc import Mapping, Sequence
from html import escape

WIDTH = 640  # units of all plots
BAR, LABEL = 22, 190  # height of a bar with its gap, width of the labels left of it
PLOT = 200  # height of the plots with axes
LEFT, BOTTOM = 56, 34  # room for the axes' words


def bars(counts: Mapping[str, int], title: str) -> str:
    """Horizontal bars, largest first as given."""
    if not counts:
        return ""
    most = max(counts.values())
    room = WIDTH - LABEL - 70
    parts = []
    for row, (name, count) in enumerate(counts.items()):
        y = row * BAR
        length = max(1.0, room * count / most)
        parts.append(
            f'<text x="{LABEL - 8}" y="{y + 15}" text-anchor="end">{escape(_short(name))}</text>'
            f'<rect x="{LABEL}" y="{y + 3}" width="{length:.1f}" height="{BAR - 6}" rx="2"/>'
            f'<text x="{LABEL + length + 6:.1f}" y="{y + 15}">{count:,}</text>'
        )
    return _frame("".join(parts), len(counts) * BAR, title)


def histogram(values: Sequence[float], title: str, unit: str) -> str:
    """How often which size comes, on a logarithmic scale of three steps to a decade."""
    positive = [value for value in values if value > 0]
    if not positive:
        return ""
    first, last = (math.floor(3 * math.log10(value)) for value in (min(positive), max(positive)))
    heights = [0] * (last - first + 1)
    for value in positive:
        heights[min(math.floor(3 * math.log10(value)), last) - first] += 1
    step = (WIDTH - LEFT) / len(heights)
    high = max(heights)
    parts = [_line(LEFT, PLOT, WIDTH, PLOT)]
    for place, count in enumerate(heights):
        x, height = LEFT + place * step, (PLOT - 20) * count / high
        parts.append(
            f'<rect x="{x + 1:.1f}" y="{PLOT - height:.1f}" width="{step - 2:.1f}" height="{height:.1f}"/>'
        )
        if count:
            middle = x + step / 2
            parts.append(
                f'<text x="{middle:.1f}" y="{PLOT - height - 4:.1f}" text-anchor="middle">{count:,}</text>'
            )
        parts.append(
            f'<text x="{x:.1f}" y="{PLOT + 16}" text-anchor="middle">'
            f"{_round(10 ** ((first + place) / 3))}</text>"
        )
    parts.append(f'<text x="{WIDTH}" y="{PLOT + 32}" text-anchor="end">{escape(unit)}</text>')
    return _frame("".join(parts), PLOT + BOTTOM, title)


def lines(series: Mapping[str, Sequence[float]], title: str, unit: str, below: str) -> str:
    """Courses from zero upwards, each over its own count; at most 200 points are drawn of each."""
    series = {name: values for name, values in series.items() if len(values) > 1}
    if not series:
        return ""
    high = max(max(values) for values in series.values()) or 1.0
    longest = max(len(values) for values in series.values())
    parts = [_line(LEFT, PLOT, WIDTH, PLOT), _line(LEFT, 10, LEFT, PLOT)]
    for share in (0.0, 0.5, 1.0):
        y = PLOT - (PLOT - 16) * share
        parts.append(f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{_round(high * share)}</text>')
    for values in series.values():
        step = max(1, len(values) // 200)
        points = " ".join(
            f"{LEFT + (WIDTH - LEFT) * place / (longest - 1):.1f},{PLOT - (PLOT - 16) * value / high:.1f}"
            for place, value in list(enumerate(values))[::step]
        )
        parts.append(f'<polyline points="{points}" fill="none"/>')
    parts.append(
        f'<text x="{LEFT}" y="{PLOT + 18}">{escape(unit)}</text>'
        f'<text x="{WIDTH}" y="{PLOT + 18}" text-anchor="end">{longest:,} {escape(below)}</text>'
    )
    return _frame("".join(parts), PLOT + BOTTOM, title)


def _frame(inside: str, height: float, title: str) -> str:
    return (
        f'<figure><figcaption>{escape(title)}</figcaption><svg viewBox="0 0 {WIDTH} {height:.0f}" role="img"'
        f' aria-label="{escape(title)}">{inside}</svg></figure>'
    )


def _line(x0: float, y0: float, x1: float, y1: float) -> str:
    return f'<line x1="{x0}" y1="{y0}" x2="{x1}" y2="{y1}"/>'


def _round(value: float) -> str:
    return f"{value:.2g}" if value < 100 else f"{value:,.0f}"


def _short(name: str) -> str:
    return name if len(name) <= 28 else name[:27] + "…"
