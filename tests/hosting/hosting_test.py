"""What web servers make of the settings that Casebook prints."""

import pathlib
import re
import shutil
import tempfile
import unittest

from servers import ROOT, Server, casebook

HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
ASKED = "no-cache"
KEPT = "public, max-age=31536000, immutable"
# Where a file is, its type, and how long a browser may keep it.
FILES = [
    ("", "text/html; charset=utf-8", ASKED),
    ("awards/", "text/html; charset=utf-8", ASKED),
    ("feed.xml", "application/atom+xml; charset=utf-8", ASKED),
    ("sitemap.xml", "application/xml; charset=utf-8", ASKED),
    ("data/awards.csv", "text/csv; charset=utf-8", ASKED),
    ("data/awards.json", "application/json", ASKED),
    ("data/note.jsonld", "application/ld+json", ASKED),
    ("data/day.ics", "text/calendar; charset=utf-8", ASKED),
    ("search/records.ndjson", "application/x-ndjson", ASKED),
    ("assets/icon.svg", "image/svg+xml", ASKED),
    ("awards/compare/", "text/html; charset=utf-8", ASKED),
    ("awards/compare/part-1.js", "text/javascript; charset=utf-8", ASKED),
]


def sources(folder):
    """The small site with the default theme, a former address and files of rare kinds."""
    shutil.copytree(ROOT / "tests/fixtures/small", folder)
    config = folder / "casebook.yaml"
    config.write_text(config.read_text().replace("theme: plain\n", ""))
    award = folder / "data/awards/p4-02.yaml"
    award.write_text(award.read_text() + "aliases: [awards/old.name/]\n")
    (folder / "content/data").mkdir(parents=True, exist_ok=True)
    (folder / "content/data/note.jsonld").write_text("{}\n")
    (folder / "content/data/day.ics").write_text("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")


class Hosting(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="casebook-hosting-")
        cls.at = pathlib.Path(cls.folder.name)
        sources(cls.at / "site")

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_nginx(self):
        self.everywhere("nginx")

    def test_apache(self):
        self.everywhere("apache")

    def test_caddy(self):
        self.everywhere("caddy")

    def everywhere(self, kind):
        for number, base in enumerate(["/", "/case.book/"]):
            with self.subTest(base=base):
                self.served(kind, base, self.at / f"{kind}-{number}-www", self.at / f"{kind}-{number}")

    def served(self, kind, base, www, at):
        www.mkdir()
        self.www = www / base.strip("/")
        url = f"https://example.org{base}"
        common = ["--root", self.at / "site", "--base-url", url]
        casebook("build", *common, "--out", www / base.strip("/") if base != "/" else www)
        settings = casebook("hosting", kind, *common)
        server = Server(kind, at, www, settings)
        try:
            self.files(server, base)
            self.nothing_there(server, base)
            self.moved(server, base)
        finally:
            server.end()

    def named(self):
        """Files that are named after what is in them, and their types."""
        for start, kind in [("assets/site.", "text/css"), ("assets/search/page.", "text/javascript"), ("search/index.", "text/javascript")]:
            found = [path for path in self.www.glob(f"{start}*") if path.suffix != ".html"]
            self.assertEqual(len(found), 1, start)
            yield found[0].relative_to(self.www).as_posix(), f"{kind}; charset=utf-8", KEPT

    def files(self, server, base):
        for path, type_of, kept in [*FILES, *self.named()]:
            with self.subTest(path=path):
                answer, _ = server.ask(base + path)
                self.assertEqual(answer.status, 200)
                self.assertEqual(self.type_of(answer), type_of)
                self.assertEqual(answer.headers.get_all("Cache-Control"), [kept])
                self.headers(answer)
                tag = answer.getheader("ETag")
                again, body = server.ask(base + path, **{"If-None-Match": tag})
                self.assertEqual((again.status, body), (304, b""))

    def nothing_there(self, server, base):
        # What is not there yet may be there soon, so nobody may keep the answer.
        for path in ["nothing/here/", "nothing.css", "assets/nothing.0123456789.css", ".casebook-manifest.json"]:
            with self.subTest(path=path):
                answer, body = server.ask(base + path)
                self.assertEqual(answer.status, 404)
                self.assertEqual(self.type_of(answer), "text/html; charset=utf-8")
                self.assertIn(b'class="', body)
                self.assertEqual(answer.headers.get_all("Cache-Control"), [ASKED])
                self.headers(answer)

    def moved(self, server, base):
        answer, _ = server.ask(base + "awards/old.name/")
        self.assertEqual(answer.status, 301)
        self.assertEqual(re.sub("^http://[^/]*", "", answer.getheader("Location")), base + "awards/p4-02/")
        other, _ = server.ask(base + "awards/oldxname/")
        self.assertEqual(other.status, 404)

    def headers(self, answer):
        found = {name: answer.headers.get_all(name) for name in HEADERS}
        self.assertEqual(found, {name: [value] for name, value in HEADERS.items()})

    def type_of(self, answer):
        return (answer.getheader("Content-Type") or "").lower().replace(";charset", "; charset")


if __name__ == "__main__":
    unittest.main()
