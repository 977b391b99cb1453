"""Casebook builds the pages of the comparison, and what checks an output sees what is missing."""

import dataclasses
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

import measure
import run
import tools

PAGES = 30


class Build(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="casebook-compare-")
        cls.addClassCleanup(cls.folder.cleanup)
        cls.tool = tools.Tool("casebook", "Casebook", [os.environ["CASEBOOK"], "build"], "public")
        cls.trial = run.Trial(Path(cls.folder.name), [cls.tool], PAGES)
        cls.site = cls.trial.site(cls.tool)

    def test_casebook_finds_no_errors_or_warnings(self):
        command = [os.environ["CASEBOOK"], "check", "--strict", "--format", "short"]
        done = subprocess.run(command, cwd=self.site, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_every_page_comes_out_and_an_edit_reaches_it(self):
        self.trial.turn(self.tool, 1)
        result = self.trial.results["casebook"]
        self.assertIsNone(result["failed"])
        self.assertEqual((len(result["cold"]), len(result["edit"])), (1, 1))
        self.assertGreater(result["size"][1], PAGES)
        self.assertGreater(result["cold"][0]["memory"], 1024**2)

    def test_the_stages_are_read_from_what_casebook_prints(self):
        stages = self.trial.stages(1)["casebook"]
        self.assertLessEqual({"read", "parse", "render", "audit", "publish"}, stages.keys())

    def test_a_missing_page_is_seen(self):
        self.trial.cold(self.tool)
        (self.site / "public" / measure.address(7) / "index.html").unlink()
        with self.assertRaisesRegex(measure.Failed, "1 of 30 pages are missing, such as awards/award-000007"):
            measure.check(self.tool, self.site, PAGES, {})

    def test_a_missing_sentence_is_seen(self):
        self.trial.cold(self.tool)
        with self.assertRaisesRegex(measure.Failed, "does not hold"):
            measure.check(self.tool, self.site, PAGES, {measure.address(0): "Nobody wrote this."})

    def test_a_program_that_fails_is_told_and_not_measured(self):
        broken = dataclasses.replace(self.tool, command=["sh", "-c", "echo Error: full >&2; exit 4"])
        trial = run.Trial.__new__(run.Trial)
        vars(trial).update(vars(self.trial), results={"casebook": run.fresh("Casebook")})
        trial.turn(broken, 1)
        self.assertEqual(trial.results["casebook"]["failed"], "status 4: Error: full")
        self.assertEqual(trial.results["casebook"]["cold"], [])
