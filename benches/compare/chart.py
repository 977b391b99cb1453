"""A bar chart of cold builds as SVG: time and memory of each program, for each size, in memory."""

from __future__ import annotations

from xml.sax.saxutils import escape

import figures
from figures import median, seconds, size

WIDTH, LABEL, BAR, ROW = 760, 170, 440, 26

STYLE = """
text { font: 14px sans-serif; fill: #212b32; }
.title { font-size: 18px; font-weight: bold; }
.group { font-weight: bold; }
.back { fill: #ffffff; }
.bar { fill: #768692; }
.ours { fill: #005eb8; }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f4f5; }
  .back { fill: #15202b; }
  .bar { fill: #8fa1ad; }
  .ours { fill: #5ba7f0; }
}
"""


def draw(sets: list[dict]) -> str:
    """The SVG. Each group of bars has a scale of its own; each bar has its number as text."""
    lines = [text(16, 30, "Cold build of the same pages: shorter is better", "title")]
    top = 48
    for name, bars, shown in groups(sets):
        lines.append(text(16, top + 18, name, "group"))
        top += ROW
        longest = max(value for _, value in bars)
        for label, value in bars:
            lines += bar(top, label, value / longest, shown(value))
            top += ROW
        top += 12
    return whole(lines, top + 4, describe(sets))


def groups(sets: list[dict]):
    """Title, bars and format of each group: time, then memory, for each size."""
    for one in shown_sets(sets):
        for what, name, shown in (("wall", "time", seconds), ("memory", "peak memory", size)):
            found = [(row["name"], median(row, what)) for row in figures.rows(one) if not row["failed"]]
            bars = [(label, value) for label, value in found if value is not None]
            if bars:
                yield f"{one['pages']:,} pages, {name}", bars, shown


def shown_sets(sets: list[dict]) -> list[dict]:
    """Those in memory, where the disk blurs nothing; without any, all."""
    return [one for one in sets if one["on"] == "tmpfs"] or sets


def describe(sets: list[dict]) -> str:
    """The chart in words."""
    parts = []
    for name, bars, shown in groups(sets):
        parts.append(f"{name}: " + ", ".join(f"{label} {shown(value)}" for label, value in bars))
    return "Cold builds. " + ". ".join(parts) + "."


def bar(top: int, label: str, share: float, shown: str) -> list[str]:
    width = max(1, round(BAR * share))
    kind = "bar ours" if label == "Casebook" else "bar"
    return [
        text(LABEL - 8, top + 17, label, end=True),
        f'<rect class="{kind}" x="{LABEL}" y="{top + 4}" width="{width}" height="{ROW - 8}"/>',
        text(LABEL + width + 8, top + 17, shown),
    ]


def text(x: int, y: int, words: str, kind: str = "", end: bool = False) -> str:
    styled = f' class="{kind}"' if kind else ""
    anchored = ' text-anchor="end"' if end else ""
    return f'<text x="{x}" y="{y}"{styled}{anchored}>{escape(words)}</text>'


def whole(lines: list[str], height: int, described: str) -> str:
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
            f'height="{height}" role="img" aria-labelledby="title desc">',
            '<title id="title">Cold build of the same pages by each program</title>',
            f'<desc id="desc">{escape(described)}</desc>',
            f"<style>{STYLE}</style>",
            f'<rect class="back" width="{WIDTH}" height="{height}"/>',
            *lines,
            "</svg>\n",
        ]
    )
