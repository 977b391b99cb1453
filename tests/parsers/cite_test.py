"""References to pages, read by bibtexparser, rispy and citeproc-py."""

import json
import re
import unittest
import warnings

import bibtexparser
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware, RemoveEnclosingMiddleware
from citeproc import (Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle,
                      formatter)
from citeproc.source.json import CiteProcJSON

from support import BUILT, SITE, page_of

READ = [RemoveEnclosingMiddleware(), LatexDecodingMiddleware()]
FOLDERS = ["awards", "lessons", "guides", "sources", "checklists", "templates", "directory"]


def bibtex(path):
    library = bibtexparser.parse_string(path.read_text(encoding="utf-8"), parse_stack=READ)
    assert not library.failed_blocks, path
    [entry] = library.entries
    return {field.key: field.value for field in entry.fields}


def ris(path):
    [entry] = rispy.loads(path.read_text(encoding="utf-8"))
    return entry


def csl(path):
    [item] = json.loads(path.read_text(encoding="utf-8"))
    return item


def whole(text):
    """Text without the braces that keep capital letters."""
    return re.sub(r"[{}]", "", text)


class Cite(unittest.TestCase):
    def test_every_page_of_a_record_has_all_three(self):
        for folder in FOLDERS:
            pages = [path.parent for path in (SITE / folder).glob("*/index.html")]
            cited = [page for page in pages if (page / "cite.bib").exists()]
            self.assertGreater(len(cited), 0, folder)
        for path in SITE.rglob("cite.bib"):
            html = path.with_name("index.html").read_text(encoding="utf-8")
            for ending in ["bib", "ris", "json"]:
                self.assertTrue(path.with_suffix("." + ending).exists(), path)
                self.assertIn(f'href="cite.{ending}"', html)

    def test_all_three_say_the_same(self):
        for path in sorted(SITE.rglob("cite.bib")):
            with self.subTest(path.relative_to(SITE)):
                a, b, c = bibtex(path), ris(path.with_suffix(".ris")), csl(path.with_suffix(".json"))
                self.assertEqual(whole(a["title"]), whole(b["title"]))
                self.assertEqual(b["title"], c["title"])
                self.assertEqual(a["howpublished"], "Casebook")
                self.assertEqual([b["secondary_title"], c["container-title"]], ["Casebook"] * 2)
                self.assertEqual(a["url"], c["URL"])
                self.assertEqual(b["urls"], [c["URL"]])
                self.assertEqual(a["note"], c["id"])
                self.assertRegex(c["id"], r"^tag:[^:,]+,\d{4}[^:]*:[a-z-]+/.+$")
                self.assertEqual(page_of(c["URL"])[0], path.with_name("index.html"))
                year = c.get("issued", {}).get("date-parts", [[None]])[0][0]
                self.assertEqual(a.get("year"), year and str(year))
                self.assertEqual(b.get("year"), a.get("year"))

    def test_no_two_pages_share_a_permanent_id(self):
        ids = [csl(path.with_suffix(".json"))["id"] for path in SITE.rglob("cite.bib")]
        self.assertGreater(len(ids), 50)
        self.assertEqual(len(ids), len(set(ids)))

    def test_a_program_that_cites_prints_the_title(self):
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        items = [csl(path.with_suffix(".json")) for path in sorted(SITE.rglob("cite.bib"))]
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            # A field or a type that is not of CSL would be a warning.
            source = CiteProcJSON(items)
        for item in items[:20]:
            bibliography = CitationStylesBibliography(style, source, formatter.plain)
            bibliography.register(Citation([CitationItem(item["id"])]))
            [printed] = bibliography.bibliography()
            first = item["title"].split()[0]
            self.assertIn(first.lower(), str(printed).lower())


class Small(unittest.TestCase):
    def test_a_theme_of_its_own_still_has_the_files(self):
        item = csl(BUILT / "small" / "lessons" / "measure-first" / "cite.json")
        self.assertEqual(item["container-title"], "Small casebook")


if __name__ == "__main__":
    unittest.main()
