"""What the measured runs say: medians, ratios pair by pair, and whether an aim is met."""

from __future__ import annotations

import statistics

MIB = 1024**2
GIB = 1024**3


def median(result: dict, what: str, of: str = "cold") -> float | None:
    return statistics.median(cost[what] for cost in result[of]) if result and result[of] else None


def ratio(result: dict | None, other: dict | None, what: str = "wall", of: str = "cold", to: str = "cold"):
    """The median over the runs of one program's cost to another's in the same run."""
    if not result or not other or not result[of] or not other[to]:
        return None
    return statistics.median(one[what] / two[what] for one, two in zip(result[of], other[to]))


def together(first: dict, second: dict) -> dict:
    """Two programs one after the other: their times add up, and the larger peak counts."""
    both = [
        {
            "wall": one["wall"] + two["wall"],
            "processor": one["processor"] + two["processor"],
            "memory": max(one["memory"], two["memory"]),
        }
        for one, two in zip(first["cold"], second["cold"])
    ]
    return {
        "name": f"{first['name']} and {second['name']}",
        "failed": first["failed"] or second["failed"],
        "cold": both,
        "edit": [],
        "size": [sum(pair) for pair in zip(first["size"], second["size"])],
    }


def rows(one: dict) -> list[dict]:
    """The programs of a set in the order of the table, with Hugo and Pagefind as one more."""
    found = dict(one["tools"])
    pagefind = found.pop("pagefind", None)
    floor = found.pop("floor", None)
    made = []
    for key, result in found.items():
        made.append(result)
        if key == "hugo" and pagefind:
            made.append(together(result, pagefind))
    return made + ([floor] if floor else [])


STAGES = (
    ("Find, read and hash the files", ("walk", "read", "hash"), ("read",)),
    ("Parse YAML and Markdown", ("yaml", "markdown"), ("parse", "check")),
    ("Resolve links", (), ("link",)),
    ("Rules of the house", (), ("rules",)),
    ("Pages and data", ("template",), ("theme", "render")),
    ("Search index", (), ("index",)),
    ("Audit of the built pages", (), ("audit",)),
    ("Name styles and scripts after their content", (), ("names",)),
    ("Make folders and write", ("folders", "write"), ("publish",)),
)
"""What is done, and the stages of the floor and of Casebook that do it. A stage that is new to this
list is shown by its own name."""


def stages(one: dict) -> list[tuple[str, float | None, float | None]]:
    floor, casebook = one["stages"].get("floor", {}), one["stages"].get("casebook", {})
    made = [(name, total(floor, low), total(casebook, high)) for name, low, high in STAGES]
    known = {stage for _, _, high in STAGES for stage in high}
    made += [(stage, None, seconds) for stage, seconds in casebook.items() if stage not in known]
    made.append(("Together", total(floor, floor), total(casebook, casebook)))
    return [row for row in made if row[1] is not None or row[2] is not None]


def total(found: dict[str, float], names) -> float | None:
    have = [found[name] for name in names if name in found]
    return sum(have) if have else None


def aims(sets: list[dict]) -> list[tuple[str, str, str]]:
    """Each aim, what was measured, and “met”, “not met” or “not measured”. In memory, not on disk."""
    by_size = {one["pages"]: one["tools"] for one in sets if one["on"] == "tmpfs"}
    made = []
    for size, text, most, value, shown in AIMS:
        here = by_size.get(size, {})
        found = value(here) if here else None
        verdict = "not measured" if found is None else "met" if found <= most else "not met"
        made.append((f"{size:,} pages: {text}", "" if found is None else shown(found), verdict))
    made.append(linear(by_size))
    return made


def linear(by_size: dict[int, dict]) -> tuple[str, str, str]:
    """Ten times the pages take at most a tenth more than ten times the time and memory."""
    name = "From 3,000 to 30,000 pages: time and memory grow at most 11 times"
    small, large = (by_size.get(size, {}).get("casebook") for size in (3_000, 30_000))
    grown = [(median(large, what), median(small, what)) for what in ("wall", "memory")] if small and large else []
    if not grown or any(None in pair for pair in grown):
        return (name, "", "not measured")
    time, memory = (after / before for after, before in grown)
    met = "met" if max(time, memory) <= 11 else "not met"
    return (name, f"{times(time)} the time, {times(memory)} the memory", met)


def times(value: float) -> str:
    """One more digit where all that counts is behind the point: 0.504 is not 0.50."""
    return f"{value:.3f} times" if value < 1 else f"{value:.2f} times" if value < 10 else f"{value:.1f} times"


def part(value: float) -> str:
    return f"{value * 100:.0f}%"


def size(value: float) -> str:
    return f"{value / GIB:.2f} GiB" if value >= GIB else f"{value / MIB:.0f} MiB" if value >= 10 * MIB else f"{value / MIB:.1f} MiB"


def seconds(value: float) -> str:
    return f"{value:.1f} s" if value >= 10 else f"{value:.2f} s" if value >= 0.1 else f"{value * 1000:.1f} ms"


def to_hugo(what: str):
    return lambda tools: ratio(tools.get("casebook"), tools.get("hugo"), what)


def memory(tools: dict):
    return median(tools.get("casebook"), "memory")


def edit(tools: dict):
    casebook = tools.get("casebook")
    return ratio(casebook, casebook, of="edit")


def to_floor(tools: dict):
    return ratio(tools.get("casebook"), tools.get("floor"))


AIMS = (
    (3_000, "at most 5 times the floor", 5, to_floor, times),
    (3_000, "at most a third of Hugo’s time", 1 / 3, to_hugo("wall"), times),
    (3_000, "at most half of Hugo’s memory", 1 / 2, to_hugo("memory"), times),
    (3_000, "after an edit, under a quarter of a cold build", 1 / 4, edit, part),
    (30_000, "at most a third of Hugo’s time", 1 / 3, to_hugo("wall"), times),
    (30_000, "under 1.5 GiB of memory", 1.5 * GIB, memory, size),
    (30_000, "after an edit, under a quarter of a cold build", 1 / 4, edit, part),
    (100_000, "finishes under 4 GiB of memory", 4 * GIB, memory, size),
)
