"""Writes what was measured into docs/performance.md, between its markers, and the chart beside it."""

from __future__ import annotations

from pathlib import Path

import chart
import figures
from figures import median, ratio, seconds, size, times

BEGIN = "<!-- measured: written by benches/compare/run.py -->"
END = "<!-- end of measured -->"
WHERE = {"tmpfs": "in memory", "disk": "on disk"}


def write(sets: list[dict], docs: Path) -> None:
    page = docs / "performance.md"
    text = page.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN, 1)
    after = rest.split(END, 1)[1]
    measured = f"{BEGIN}\n\n{body(sets)}\n{END}"
    page.write_text(before + measured + after, encoding="utf-8")
    (docs / "performance.svg").write_text(chart.draw(sets), encoding="utf-8")


def body(sets: list[dict]) -> str:
    parts = [picture(sets), "### Aims\n", aims(sets)]
    for one in sets:
        parts += [f"### {title(one)}\n", programs(one), failures(one), stages(one), made(one)]
    return "\n".join(part for part in parts if part)


def picture(sets: list[dict]) -> str:
    return f"![{chart.describe(sets)}](performance.svg)\n"


def title(one: dict) -> str:
    return f"{one['pages']:,} pages {WHERE[one['on']]}"


def aims(sets: list[dict]) -> str:
    return table(["Aim", "Measured", "Result"], figures.aims(sets))


HEAD = (
    "Program",
    "Cold build",
    "Times Hugo",
    "Times the floor",
    "Processor time",
    "Peak memory",
    "Memory, times Hugo",
    "After an edit",
    "Of its cold build",
    "Output",
    "Files",
)


def programs(one: dict) -> str:
    hugo, floor = one["tools"].get("hugo"), one["tools"].get("floor")
    rows = []
    for result in figures.rows(one):
        if result["failed"]:
            rows.append([result["name"], "failed", *[""] * (len(HEAD) - 2)])
            continue
        rows.append(
            [
                result["name"],
                shown(median(result, "wall"), seconds),
                shown(ratio(result, hugo), times),
                shown(ratio(result, floor), times),
                shown(median(result, "processor"), seconds),
                shown(median(result, "memory"), size),
                shown(ratio(result, hugo, "memory"), times),
                shown(median(result, "wall", "edit"), seconds),
                shown(ratio(result, result, of="edit"), figures.part),
                size(result["size"][0]),
                f"{result['size'][1]:,}",
            ]
        )
    return table(HEAD, rows)


def failures(one: dict) -> str:
    failed = [result for result in one["tools"].values() if result["failed"]]
    return "\n".join(f"{result['name']} failed and was not measured: `{result['failed']}`\n" for result in failed)


def stages(one: dict) -> str:
    found = figures.stages(one)
    if not {"floor", "casebook"} <= one["stages"].keys():
        return ""
    rows = []
    for name, low, high in found:
        above = high / low if low and high is not None else None
        rows.append([name, shown(low, seconds), shown(high, seconds), shown(above, times)])
    return "Stage by stage, on one thread:\n\n" + table(["Stage", "Floor", "Casebook", "Times the floor"], rows)


def made(one: dict) -> str:
    machine = one["machine"]
    versions = ", ".join(f"{name} {version}" for name, version in one["versions"].items())
    runs = "one run" if one["runs"] == 1 else f"the median of {one['runs']} runs"
    lines = [
        f"- When: {one['date']}, {runs} after one to warm up",
        f"- Machine: {machine['cores']} cores ({machine['processor']}), {machine['memory']} of memory, "
        f"{machine['kernel']}, file system {one['filesystem']}",
        f"- Versions: {versions}",
        f"- Command: `{one['command']}`",
    ]
    return "\n".join(lines) + "\n"


def shown(value: float | None, how) -> str:
    return "" if value is None else how(value)


def table(head, rows) -> str:
    """A Markdown table; all columns but the first to the right where they hold numbers."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"
