"""Tables, aims and chart from costs that are made up here, to see that they say what they should."""

import tempfile
import unittest
import xml.etree.ElementTree as xml
from pathlib import Path

import figures
import report
from figures import GIB, MIB

SVG = "{http://www.w3.org/2000/svg}"
PAGE = Path(__file__).parents[2] / "docs/performance.md"


def result(name, walls, memory, edits=()):
    cold = [{"wall": wall, "processor": wall * 2, "memory": memory} for wall in walls]
    edit = [{"wall": wall, "processor": wall, "memory": memory} for wall in edits]
    return {"name": name, "failed": None, "cold": cold, "edit": edit, "size": [3 * MIB, 1234]}


def one(pages=3000, **tools):
    machine = {"processor": "Abacus", "cores": "2", "memory": "8 GiB", "kernel": "Linux 1"}
    about = {"date": "2026-01-31", "command": "run.py", "machine": machine, "versions": {"Hugo": "1.2"}}
    stages = {"floor": {"walk": 0.1, "write": 0.2}, "casebook": {"read": 0.3, "publish": 0.4, "index": 0.5}}
    return {**about, "on": "tmpfs", "filesystem": "tmpfs", "pages": pages, "runs": 3, "tools": tools, "stages": stages}


def usual():
    return one(
        casebook=result("Casebook", [1, 1, 4], 100 * MIB, [0.2, 0.2, 2]),
        hugo=result("Hugo", [4, 4, 4], 400 * MIB),
        eleventy={**result("Eleventy <3>", [], 0), "failed": "status 1: out of memory"},
        floor=result("Floor", [0.1, 0.5, 0.5], 50 * MIB),
        pagefind=result("Pagefind", [2, 2, 2], 900 * MIB),
    )


class Figures(unittest.TestCase):
    def test_a_ratio_is_the_median_of_the_pairs(self):
        tools = usual()["tools"]
        self.assertEqual(figures.ratio(tools["casebook"], tools["hugo"]), 0.25)
        self.assertEqual(figures.ratio(tools["casebook"], tools["floor"]), 8)

    def test_hugo_and_pagefind_add_up_and_the_larger_peak_counts(self):
        both = figures.rows(usual())[2]
        self.assertEqual(both["name"], "Hugo and Pagefind")
        self.assertEqual((figures.median(both, "wall"), figures.median(both, "memory")), (6, 900 * MIB))

    def test_an_aim_is_met_missed_or_not_measured(self):
        verdicts = {aim: verdict for aim, _, verdict in figures.aims([usual()])}
        self.assertEqual(verdicts["3,000 pages: at most a third of Hugo’s time"], "met")
        self.assertEqual(verdicts["3,000 pages: at most 5 times the floor"], "not met")
        self.assertEqual(verdicts["100,000 pages: finishes under 4 GiB of memory"], "not measured")

    def test_growth_in_line_is_told_from_growth_beyond(self):
        small = one(casebook=result("Casebook", [1], GIB // 10))
        for wall, verdict in ((10, "met"), (12, "not met")):
            large = one(30_000, casebook=result("Casebook", [wall], GIB))
            self.assertEqual(figures.aims([small, large])[-1][2], verdict)

    def test_a_stage_without_a_counterpart_is_shown_by_itself(self):
        self.assertEqual(
            [name for name, _, _ in figures.stages(usual())],
            ["Find, read and hash the files", "Search index", "Make folders and write", "Together"],
        )


class Report(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.docs = Path(folder.name)
        self.before = PAGE.read_text(encoding="utf-8")
        (self.docs / "performance.md").write_text(self.before, encoding="utf-8")
        report.write([usual(), {**usual(), "on": "disk"}], self.docs)
        self.page = (self.docs / "performance.md").read_text(encoding="utf-8")

    def test_only_the_part_between_the_markers_changes(self):
        for text in (self.before, self.page):
            self.assertEqual((text.count(report.BEGIN), text.count(report.END)), (1, 1))
        self.assertEqual(around(self.before), around(self.page))

    def test_every_row_has_as_many_cells_as_its_head(self):
        widths = []
        for line in self.page.splitlines():
            if line.startswith("|"):
                widths.append(line.count("|"))
            elif widths:
                self.assertEqual(len(set(widths)), 1, line)
                widths = []

    def test_a_failure_stands_under_its_table(self):
        self.assertIn("Eleventy <3> failed and was not measured: `status 1: out of memory`", self.page)

    def test_the_chart_has_its_figures_as_text(self):
        chart = xml.parse(self.docs / "performance.svg").getroot()
        self.assertEqual(chart.get("aria-labelledby"), "title desc")
        self.assertIn("Casebook 1.00 s", chart.findtext(f"{SVG}desc"))
        shown = [text.text for text in chart.iter(f"{SVG}text")]
        self.assertLessEqual({"3,000 pages, time", "Casebook", "1.00 s", "400 MiB"}, set(shown))
        self.assertNotIn("Eleventy <3>", shown)


def around(text):
    return text.split(report.BEGIN)[0], text.split(report.END)[1]
