"""Feeds, read by feedparser; the calendar, read by icalendar; the site map, read as XML."""

import json
import unittest
from xml.etree import ElementTree

import feedparser
import icalendar

from support import BASE, SITE, Page, page_of

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


class Feeds(unittest.TestCase):
    def test_every_atom_feed_is_whole_and_leads_to_pages(self):
        feeds = sorted(SITE.rglob("feed.xml"))
        self.assertGreater(len(feeds), 20)
        for path in feeds:
            with self.subTest(path.relative_to(SITE)):
                feed = feedparser.parse(path.read_bytes())
                self.assertFalse(feed.bozo, feed.get("bozo_exception"))
                self.assertEqual(feed.version, "atom10")
                self.assertTrue(feed.feed.id.startswith("tag:"))
                self.assertTrue(feed.feed.title and feed.feed.updated_parsed)
                ids = [entry.id for entry in feed.entries]
                self.assertEqual(len(ids), len(set(ids)))
                for entry in feed.entries:
                    self.assertTrue(entry.title and entry.updated_parsed, entry.id)
                    self.assertRegex(entry.id, r"^tag:[^:,]+,\d{4}[^:]*:.+/.+$")
                    file, anchor = page_of(entry.link)
                    self.assertTrue(file.exists(), entry.link)
                    if anchor:
                        self.assertIn(anchor, Page(file).ids)

    def test_both_forms_of_a_feed_say_the_same(self):
        for path in sorted(SITE.rglob("feed.json")):
            with self.subTest(path.relative_to(SITE)):
                data = json.loads(path.read_text())
                atom = feedparser.parse(path.with_suffix(".xml").read_bytes())
                self.assertEqual(data["version"], "https://jsonfeed.org/version/1.1")
                self.assertEqual(data["title"], atom.feed.title)
                ours = [(i["id"], i["url"], i["title"], i["date_modified"]) for i in data["items"]]
                theirs = [(e.id, e.link, e.title, e.updated) for e in atom.entries]
                self.assertEqual(ours, theirs)

    def test_a_page_names_its_feed(self):
        for folder in ["", "awards/", "lessons/", "awards/phase/phase-4/", "for/frontline-staff/"]:
            links = Page(SITE / folder / "index.html").links
            kinds = {l["type"]: l["href"] for l in links if l.get("rel") == "alternate"}
            self.assertEqual(kinds["application/atom+xml"], "feed.xml", folder)
            self.assertEqual(kinds["application/feed+json"], "feed.json", folder)

    def test_the_calendar_has_the_events_whose_day_is_known(self):
        calendar = icalendar.Calendar.from_ical((SITE / "timeline/calendar.ics").read_bytes())
        events = calendar.walk("VEVENT")
        self.assertGreater(len(events), 0)
        for event in events:
            self.assertLess(event.decoded("DTSTART"), event.decoded("DTEND"))
            self.assertTrue(str(event["SUMMARY"]) and str(event["UID"]))
            file, anchor = page_of(str(event["URL"]))
            self.assertIn(anchor, Page(file).ids)


class SiteMap(unittest.TestCase):
    def test_it_names_every_page_once(self):
        tree = ElementTree.parse(SITE / "sitemap.xml").getroot()
        self.assertEqual(tree.tag, SITEMAP + "urlset")
        named = [loc.text for loc in tree.iter(SITEMAP + "loc")]
        pages = {
            BASE + path.parent.relative_to(SITE).as_posix().replace(".", "", 1).lstrip("/") + "/"
            for path in SITE.rglob("index.html")
        }
        pages = {page.replace("casebook//", "casebook/") for page in pages}
        self.assertEqual(sorted(named), sorted(pages))

    def test_robots_are_told_of_it(self):
        self.assertIn(f"Sitemap: {BASE}sitemap.xml", (SITE / "robots.txt").read_text())


if __name__ == "__main__":
    unittest.main()
