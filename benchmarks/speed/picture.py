"""Bars on a logarithmic scale, as SVG."""

from __future__ import annotations

from html import escape
from math import log10

COLOURS = {"ours": "#1f7a4d", "peer": "#8a8f98", "limit": "#c9a227"}
WIDTH, LABELS, BAR, GAP, TOP = 860, 300, 16, 6, 34


def bars(groups: dict[str, list[tuple[str, str, float]]], unit: str) -> str:
    """Draw groups of (name, side, value), each group under its title."""
    largest = max(value for group in groups.values() for _, _, value in group)
    smallest = min(value for group in groups.values() for _, _, value in group)
    low, high = log10(smallest) - 0.15, log10(largest)
    parts, y = [], 0
    for title, rows in groups.items():
        parts.append(f'<text x="8" y="{y + 22}" font-weight="bold">{escape(title)} ({unit}, logarithmic)</text>')
        y += TOP
        for name, side, value in rows:
            length = (WIDTH - LABELS - 90) * (log10(value) - low) / (high - low)
            parts.append(f'<text x="{LABELS - 8}" y="{y + 13}" text-anchor="end">{escape(name)}</text>')
            parts.append(f'<rect x="{LABELS}" y="{y}" width="{length:.1f}" height="{BAR}" fill="{COLOURS[side]}"/>')
            parts.append(f'<text x="{LABELS + length + 6:.1f}" y="{y + 13}">{value:.3g}</text>')
            y += BAR + GAP
        y += 14
    style = "text{font:12px sans-serif;fill:#222}"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" role="img">'
    background = f'<rect width="{WIDTH}" height="{y}" fill="#fff"/>'
    return "\n".join([head, f"<style>{style}</style>", background, *parts, "</svg>", ""])
