"""The copy that travels, unpacked by another program than the one that packed it."""

import pathlib
import tempfile
import unittest
import zipfile

from servers import ROOT, casebook


class Archive(unittest.TestCase):
    def test_every_file_is_that_of_the_built_site(self):
        with tempfile.TemporaryDirectory(prefix="casebook-archive-") as folder:
            at = pathlib.Path(folder)
            common = ["--root", ROOT, "--as-of", "2026-01-31"]
            casebook("build", *common, "--out", at / "built")
            for name in ["one.zip", "two.zip"]:
                casebook("archive", *common, "--out", at / name)
            self.assertEqual((at / "one.zip").read_bytes(), (at / "two.zip").read_bytes())
            with zipfile.ZipFile(at / "one.zip") as packed:
                self.assertIsNone(packed.testzip())
                names = packed.namelist()
                times = {about.date_time for about in packed.infolist()}
                packed.extractall(at / "unpacked")
            self.assertEqual(times, {(2026, 1, 31, 0, 0, 0)})
            self.assertTrue(names[0].endswith("/READ-ME.txt"))
            self.assertEqual(names[1:], sorted(names[1:], key=str.encode))
            [top] = (at / "unpacked").iterdir()
            copied, built = contents(top), contents(at / "built")
            note = copied.pop("READ-ME.txt").decode()
            del built[".casebook-manifest.json"]
            self.assertIn("index.html", note)
            self.assertIn("31 January 2026", note)
            self.assertEqual(sorted(copied), sorted(built))
            self.assertEqual(copied, built)


def contents(folder):
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


if __name__ == "__main__":
    unittest.main()
