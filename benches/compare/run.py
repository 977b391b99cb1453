#!/usr/bin/env python3
"""Measures Casebook against other generators, and writes what came out to docs/performance.md.

    python3 benches/compare/run.py                        3,000 pages, in memory and on disk
    python3 benches/compare/run.py --pages 3000 30000     two sizes
    python3 benches/compare/run.py --tools casebook,floor --on tmpfs --pages 100000 --runs 1 --add

Needs Python 3.11, Rust, Node.js 20 and npm; installs the rest into folders that git ignores. The
programs take turns, so that a slow minute of the machine is a slow minute for each.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import machine
import measure
import report
import tools
from measure import Cost, Failed
from tools import REPOSITORY, Tool

RESULTS = "compare/results.json"


def main() -> None:
    asked = arguments()
    chosen = tools.tools(asked.tools)
    search = "hugo" in asked.tools and asked.search
    about = {
        "date": datetime.date.today().isoformat(),
        "command": shlex.join(["python3", "benches/compare/run.py", *sys.argv[1:]]),
        "machine": machine.describe(),
        "versions": tools.versions(chosen, search),
    }
    kept = REPOSITORY / "target" / RESULTS
    sets = json.loads(kept.read_text()) if asked.add and kept.exists() else []
    for count in asked.pages:
        for on in asked.on:
            sets.append({**about, **measure_set(chosen, on, count, asked.runs, search)})
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(json.dumps(sets, indent=1))
            report.write(sets, asked.docs)
    if any(result["failed"] for one in sets for result in one["tools"].values()):
        sys.exit("A program failed; the report says which, and why.")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pages", type=int, nargs="+", default=[3000], help="sizes of the corpus")
    parser.add_argument("--runs", type=int, default=5, help="measured runs after one to warm up")
    parser.add_argument("--tools", type=listed(tools.MAKERS), default=list(tools.MAKERS), help="such as casebook,hugo")
    parser.add_argument("--on", type=listed(machine.PLACES), default=list(machine.PLACES), help="tmpfs, disk or both")
    parser.add_argument("--no-search", dest="search", action="store_false", help="leave out Pagefind")
    parser.add_argument("--add", action="store_true", help="keep what was measured before, and add to it")
    parser.add_argument("--docs", type=Path, default=REPOSITORY / "docs", help="the folder of performance.md")
    asked = parser.parse_args()
    if min(asked.pages) < 3 or asked.runs < 1:
        parser.error("--pages takes 3 or more, --runs 1 or more.")
    return asked


def listed(known):
    """Reads `a,b` into a list of names that are known."""

    def read(text: str) -> list[str]:
        names = [name.strip() for name in text.split(",")]
        for name in names:
            if name not in known:
                raise argparse.ArgumentTypeError(f"“{name}” is none of {', '.join(known)}")
        return names

    return read


def measure_set(chosen: list[Tool], on: str, count: int, runs: int, search: bool) -> dict:
    """Makes the pages, and lets the programs build them in turn."""
    with tempfile.TemporaryDirectory(prefix="casebook-compare-", dir=machine.place(on)) as folder:
        trial = Trial(Path(folder), chosen, count)
        for run in range(runs + 1):
            note(f"{count} pages on {on}: {'to warm up' if run == 0 else f'run {run} of {runs}'}")
            for tool in chosen:
                trial.turn(tool, run)
            if search:
                trial.index(run)
        return {
            "on": on,
            "filesystem": machine.filesystem(Path(folder)),
            "pages": count,
            "runs": runs,
            "tools": trial.results,
            "stages": trial.stages(runs),
        }


def note(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


class Trial:
    """The sites of one corpus, and what the programs took for them."""

    def __init__(self, folder: Path, chosen: list[Tool], count: int):
        self.folder, self.chosen, self.count = folder, chosen, count
        self.results = {tool.key: fresh(tool.name) for tool in chosen}
        self.sentences = lay_out(folder, chosen, count)
        # An award, which every program keeps in one file.
        self.edited = next(page for page in self.sentences if page.startswith("awards/"))

    def site(self, tool: Tool) -> Path:
        # The floor reads what Casebook reads.
        return self.folder / ("casebook" if tool.key == "floor" else tool.key)

    def turn(self, tool: Tool, run: int) -> None:
        """One cold build, and one after an edit. The first run only warms up, and is checked too."""
        result = self.results[tool.key]
        if result["failed"]:
            return
        try:
            cold = self.cold(tool)
            result["size"] = measure.size(self.site(tool) / tool.out)
            edit = self.edit(tool, run) if tool.edits else None
        except Failed as failed:
            result["failed"] = str(failed)
            note(f"{tool.name} failed: {failed}")
            return
        if run > 0:
            result["cold"].append(vars(cold))
            result["edit"] += [vars(edit)] if edit else []

    def cold(self, tool: Tool) -> Cost:
        site = self.site(tool)
        measure.clear(tool, site)
        cost = measure.run(tool.command, site)
        measure.check(tool, site, self.count, self.sentences)
        return cost

    def edit(self, tool: Tool, run: int) -> Cost:
        """Changes a sentence of one page and builds again, with all that the program kept."""
        site, sentence = self.site(tool), self.sentences[self.edited]
        source = next(site.glob(f"*/{self.edited}.*"))
        before = source.read_text(encoding="utf-8")
        changed = f"Changed in run {run}. {sentence}"
        source.write_text(before.replace(sentence, changed, 1), encoding="utf-8")
        try:
            cost = measure.run(tool.command, site)
            measure.check(tool, site, self.count, {**self.sentences, self.edited: changed})
        finally:
            source.write_text(before, encoding="utf-8")
        return cost

    def index(self, run: int) -> None:
        """Makes a search index over what Hugo built."""
        result = self.results.setdefault("pagefind", fresh("Pagefind"))
        if result["failed"] or self.results["hugo"]["failed"]:
            return
        shutil.rmtree(self.folder / "pagefind", ignore_errors=True)
        try:
            cost = measure.run(tools.pagefind("hugo/public", "pagefind"), self.folder)
        except Failed as failed:
            result["failed"] = str(failed)
            return
        result["size"] = measure.size(self.folder / "pagefind")
        if run > 0:
            result["cold"].append(vars(cost))

    def stages(self, runs: int) -> dict[str, dict[str, float]]:
        """Median seconds of each stage on one thread, where a program tells them."""
        found = {}
        for tool in self.chosen:
            told = TOLD.get(tool.key)
            if told and not self.results[tool.key]["failed"]:
                more, read = told
                found[tool.key] = medians([read(self.told(tool, more)) for _ in range(runs)])
        return found

    def told(self, tool: Tool, more: str) -> str:
        site = self.site(tool)
        measure.clear(tool, site)
        done = subprocess.run(
            [*tool.command, more],
            cwd=site,
            env={**os.environ, "RAYON_NUM_THREADS": "1"},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout + done.stderr


def fresh(name: str) -> dict:
    return {"name": name, "failed": None, "cold": [], "edit": [], "size": [0, 0]}


def lay_out(folder: Path, chosen: list[Tool], count: int) -> dict[str, str]:
    """Makes the pages in a process of its own: the peak of a child is never under its parent's."""
    sites = ["casebook" if tool.key == "floor" else tool.key for tool in chosen]
    places = [f"{site}={folder / site}" for site in dict.fromkeys(sites)]
    sentences = folder / "sentences.json"
    subprocess.run(
        [sys.executable, str(tools.HERE / "layouts.py"), str(count), str(sentences), *places],
        input=" ".join(map(str, measure.sample(count))),
        text=True,
        check=True,
    )
    if (eleventy := folder / "eleventy").exists():
        (eleventy / "node_modules").symlink_to(tools.MODULES)
    return json.loads(sentences.read_text())


def medians(runs: list[dict[str, float]]) -> dict[str, float]:
    return {stage: statistics.median(run[stage] for run in runs) for stage in runs[0]}


def floor_stages(said: str) -> dict[str, float]:
    return dict(json.loads(next(line for line in said.splitlines() if line.startswith("["))))


UNITS = {"s": 1.0, "ms": 1e-3, "µs": 1e-6}


def casebook_stages(said: str) -> dict[str, float]:
    """Reads what `casebook build --timings` prints, down to the table of templates."""
    lines = said[said.index("Stage") :].splitlines()[1:]
    found = {}
    for line in lines:
        words = line.split()
        if len(words) != 3 or words[2] not in UNITS:
            break
        found[words[0]] = float(words[1].replace(",", "")) * UNITS[words[2]]
    return found


TOLD = {"casebook": ("--timings", casebook_stages), "floor": ("--stages", floor_stages)}

if __name__ == "__main__":
    main()
