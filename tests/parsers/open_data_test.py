"""The data package, validated by frictionless; the catalogue, read by rdflib as DCAT; the workbook,
read by openpyxl."""

import hashlib
import json
import shutil
import tempfile
import unittest
from pathlib import Path

import openpyxl
from frictionless import Package, validate
from rdflib import DCAT, DCTERMS, FOAF, RDF, XSD, Graph, Namespace

from support import BASE, BUILT, SITE

SPDX = Namespace("http://spdx.org/rdf/terms#")
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
OWN = {"datapackage.json", "catalog.jsonld", "index.html"}


def problems(folder):
    report = validate(str(folder / "datapackage.json"))
    return report.flatten(["name", "rowNumber", "fieldName", "type", "note"])


class DataPackage(unittest.TestCase):
    def test_frictionless_finds_nothing_wrong(self):
        for name in ["site", "small"]:
            self.assertEqual(problems(BUILT / name / "data"), [], name)

    def test_frictionless_would_find_a_changed_file(self):
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(shutil.copytree(SITE / "data", Path(folder) / "data"))
            table = copy / "awards.csv"
            table.write_bytes(table.read_bytes() + b"p9-99,https://example.org/\r\n")
            found = {kind for *_, kind, _ in problems(copy)}
            self.assertIn("hash-count", found)

    def test_it_lists_every_file_with_its_licence(self):
        data = SITE / "data"
        package = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
        listed = {resource["path"]: resource for resource in package["resources"]}
        files = {path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file()}
        self.assertEqual(set(listed), files - OWN)
        for path, resource in listed.items():
            self.assertEqual([licence["path"] for licence in resource["licenses"]], [LICENCE], path)
            self.assertEqual(resource["bytes"], (data / path).stat().st_size, path)
            self.assertTrue(resource["title"], path)
        self.assertTrue(any(resource.get("sources") for resource in listed.values()))
        self.assertEqual(package["homepage"], BASE + "data/")

    def test_columns_have_the_types_of_their_declarations(self):
        package = Package(str(SITE / "data" / "datapackage.json"))
        types = {field.name: field for field in package.get_resource("benefits-csv").schema.fields}
        self.assertEqual(types["printed.award"].type, "string")
        self.assertEqual(types["locators"].type, "array")
        awards = package.get_resource("awards-csv")
        for field in awards.schema.fields:
            self.assertTrue(field.description, field.name)
        rows = awards.read_rows()
        self.assertEqual(len(rows), 26)
        self.assertIsInstance(rows[0]["locators"], list)

    def test_every_register_is_there_in_both_forms_and_they_agree(self):
        package = Package(str(SITE / "data" / "datapackage.json"))
        for name in ["awards", "benefits", "figures", "lessons", "glossary", "guides", "directory",
                     "parts", "events", "needs", "use-cases", "resources"]:
            rows = package.get_resource(f"{name}-csv").read_rows()
            records = json.loads((SITE / "data" / f"{name}.json").read_text(encoding="utf-8"))
            self.assertGreater(len(rows), 0, name)
            self.assertEqual([row["id"] for row in rows], [record["id"] for record in records])
            self.assertEqual([row["url"] for row in rows], [record["url"] for record in records])

    def test_the_numbers_of_every_chart_are_there_in_both_forms_and_they_agree(self):
        package = Package(str(SITE / "data" / "datapackage.json"))
        charts = sorted(path.stem for path in (SITE / "data" / "charts").glob("*.csv"))
        self.assertGreater(len(charts), 5)
        self.assertEqual(charts, sorted(path.stem for path in (SITE / "data" / "charts").glob("*.json")))
        for name in charts:
            with self.subTest(chart=name):
                rows = package.get_resource(f"charts-{name}-csv").read_rows()
                objects = json.loads((SITE / "data" / "charts" / f"{name}.json").read_text(encoding="utf-8"))
                self.assertEqual([row.to_dict() for row in rows], objects)
                page = (SITE / "charts" / "index.html").read_text(encoding="utf-8")
                self.assertIn(f'href="../data/charts/{name}.json"', page)


class Workbook(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.book = openpyxl.load_workbook(SITE / "data" / "casebook.xlsx")

    def test_the_first_sheet_says_what_it_is_and_what_each_sheet_holds(self):
        first, *others = self.book.worksheets
        says = {what: text for what, text in first.iter_rows(values_only=True)}
        self.assertEqual(says["Site"], "Casebook")
        self.assertIn(LICENCE, says["Licence"])
        for sheet in others:
            self.assertIn(f"({sheet.max_row - 1} rows)", says[sheet.title])

    def test_every_register_is_a_sheet_with_the_rows_of_its_table(self):
        package = Package(str(SITE / "data" / "datapackage.json"))
        registers = [r for r in package.resources
                     if r.path.endswith(".csv") and r.schema.field_names[0] == "id"]
        self.assertEqual([sheet.title for sheet in self.book.worksheets[1:]],
                         [r.path.removesuffix(".csv") for r in registers])
        for resource in registers:
            sheet = self.book[resource.path.removesuffix(".csv")]
            self.assertEqual(sheet.freeze_panes, "B2")
            head, *rows = sheet.iter_rows(values_only=True)
            self.assertEqual(list(head), resource.schema.field_names)
            records = resource.read_rows()
            self.assertEqual([row[0] for row in rows], [record["id"] for record in records])
            numbers = [at for at, field in enumerate(resource.schema.fields)
                       if field.type in ("integer", "number")]
            for row, record in zip(rows, records):
                for at in numbers:
                    name = resource.schema.field_names[at]
                    known = record[name]
                    self.assertEqual(row[at], None if known is None else float(known), name)

    def test_no_cell_is_a_formula(self):
        for sheet in self.book:
            for row in sheet.iter_rows():
                for cell in row:
                    self.assertNotEqual(cell.data_type, "f", cell.coordinate)


class Catalogue(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        text = (SITE / "data" / "catalog.jsonld").read_text(encoding="utf-8")
        cls.graph = Graph().parse(data=text, format="json-ld")

    def test_there_is_one_catalogue_that_says_what_it_is(self):
        [catalogue] = self.graph.subjects(RDF.type, DCAT.Catalog)
        self.assertTrue(str(catalogue).startswith(BASE))
        self.assertEqual(str(self.graph.value(catalogue, DCTERMS.license)), LICENCE)
        self.assertEqual(str(self.graph.value(catalogue, FOAF.homepage)), BASE)
        agent = self.graph.value(catalogue, DCTERMS.publisher)
        self.assertEqual(str(self.graph.value(agent, FOAF.name)), "Casebook")

    def test_every_dataset_has_forms_whose_files_are_as_it_says(self):
        datasets = set(self.graph.subjects(RDF.type, DCAT.Dataset))
        self.assertGreater(len(datasets), 15)
        self.assertEqual(datasets, set(self.graph.objects(None, DCAT.dataset)))
        seen = set()
        for dataset in datasets:
            self.assertTrue(self.graph.value(dataset, DCTERMS.title))
            self.assertTrue(self.graph.value(dataset, DCTERMS.license))
            for form in self.graph.objects(dataset, DCAT.distribution):
                address = str(self.graph.value(form, DCAT.downloadURL))
                path = SITE / address.removeprefix(BASE)
                content = path.read_bytes()
                seen.add(path.relative_to(SITE / "data").as_posix())
                self.assertEqual(self.graph.value(form, DCAT.byteSize).toPython(), len(content))
                checksum = self.graph.value(form, SPDX.checksum)
                value = str(self.graph.value(checksum, SPDX.checksumValue)).lower()
                self.assertEqual(value, hashlib.sha256(content).hexdigest())
                self.assertEqual(str(self.graph.value(form, DCTERMS.license)), LICENCE)
        data = SITE / "data"
        files = {path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file()}
        self.assertEqual(seen, files - OWN)

    def test_moments_are_moments(self):
        for name in [DCTERMS.issued, DCTERMS.modified]:
            for moment in self.graph.objects(None, name):
                self.assertEqual(moment.datatype, XSD.dateTime)
                self.assertIsNotNone(moment.toPython().tzinfo)

    def test_without_an_address_files_are_found_beside_the_catalogue(self):
        text = (BUILT / "bare" / "data" / "catalog.jsonld").read_text(encoding="utf-8")
        here = "https://elsewhere.example/data/catalog.jsonld"
        graph = Graph().parse(data=text, format="json-ld", base=here, publicID=here)
        addresses = {str(address) for address in graph.objects(None, DCAT.downloadURL)}
        self.assertIn("https://elsewhere.example/data/awards.csv", addresses)


if __name__ == "__main__":
    unittest.main()
