"""What pages say of themselves to other programs: JSON-LD read as RDF, and Open Graph."""

import json
import unittest

from pyld import jsonld
from rdflib import Graph, Namespace, RDF

from support import BASE, SITE, Page

SCHEMA = Namespace("https://schema.org/")
# The context that schema.org publishes maps every term to its own address; nothing is fetched.
CONTEXT = {"@context": {"@vocab": str(SCHEMA), "url": {"@type": "@id"}, "item": {"@type": "@id"}}}


def from_here(address, _options):
    assert address.rstrip("/") == "https://schema.org", address
    return {"contentType": "application/ld+json", "contextUrl": None,
            "documentUrl": address, "document": CONTEXT}


jsonld.set_document_loader(from_here)


def graph(path):
    page = Page(SITE / path)
    assert len(page.data) == 1, path
    quads = jsonld.to_rdf(json.loads(page.data[0]), {"base": BASE, "format": "application/n-quads"})
    return Graph().parse(data=quads, format="nquads"), page


class Linked(unittest.TestCase):
    def test_pages_are_what_they_are_about(self):
        for path, term in [
            ("index.html", "WebSite"),
            ("awards/index.html", "Dataset"),
            ("benefits/index.html", "Dataset"),
            ("charts/index.html", "Dataset"),
            ("awards/p4-01/index.html", "Report"),
            ("glossary/index.html", "DefinedTermSet"),
        ]:
            with self.subTest(path):
                found, page = graph(path)
                [node] = found.subjects(RDF.type, SCHEMA[term])
                self.assertEqual(str(found.value(node, SCHEMA.name)), page.metas["og:title"])
                self.assertTrue(found.value(node, SCHEMA.description))

    def test_every_checklist_is_a_way_to_do_something(self):
        for path in sorted((SITE / "checklists").glob("*/index.html")):
            with self.subTest(path.parent.name):
                found, page = graph(path.relative_to(SITE))
                [_] = found.subjects(RDF.type, SCHEMA.HowTo)
                steps = list(found.subjects(RDF.type, SCHEMA.HowToStep))
                self.assertGreater(len(steps), 0)
                for step in steps:
                    anchor = str(found.value(step, SCHEMA.url)).partition("#")[2]
                    self.assertIn(anchor, page.ids)

    def test_files_of_datasets_exist(self):
        for path in ["awards", "benefits", "figures", "coverage", "charts"]:
            found, _ = graph(f"{path}/index.html")
            files = [str(file) for file in found.objects(None, SCHEMA.contentUrl)]
            self.assertGreater(len(files), 0, path)
            for file in files:
                self.assertTrue((SITE / file.removeprefix(BASE)).exists(), file)

    def test_every_page_says_something_that_parses(self):
        for path in sorted(SITE.rglob("index.html")):
            page = Page(path)
            self.assertEqual(len(page.data), 1, path)
            data = json.loads(page.data[0])
            self.assertEqual(data["@context"], "https://schema.org")
            self.assertEqual(data["@graph"][0]["name"], page.metas["og:title"], path)

    def test_the_way_back_is_a_trail(self):
        found, _ = graph("awards/p4-01/index.html")
        [trail] = found.subjects(RDF.type, SCHEMA.BreadcrumbList)
        items = found.objects(trail, SCHEMA.itemListElement)
        places = sorted(
            (int(found.value(item, SCHEMA.position)), str(found.value(item, SCHEMA.item)))
            for item in items
        )
        self.assertEqual(places[0], (1, BASE))
        self.assertEqual(places[-1][1], f"{BASE}awards/p4-01/")


class Shared(unittest.TestCase):
    def test_every_page_has_words_and_a_picture(self):
        for path in sorted(SITE.rglob("index.html")):
            metas = Page(path).metas
            for name in ["og:title", "og:type", "og:url", "og:site_name", "og:locale"]:
                self.assertTrue(metas.get(name), f"{path}: {name}")
            picture = metas["og:image"]
            self.assertTrue((SITE / picture.removeprefix(BASE)).exists(), picture)


if __name__ == "__main__":
    unittest.main()
