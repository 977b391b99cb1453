"""Where the built sites are, and what they hold."""

import os
from html.parser import HTMLParser
from pathlib import Path

BUILT = Path(os.environ["CASEBOOK_BUILT"])
SITE = BUILT / "site"
BASE = "https://example.org/casebook/"


class Page(HTMLParser):
    """The links, metas and JSON-LD of a page, as a parser of HTML reads them."""

    def __init__(self, path):
        super().__init__()
        self.links, self.metas, self.data, self.ids = [], {}, [], set()
        self._reading = False
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if "id" in attrs:
            self.ids.add(attrs["id"])
        if tag == "link":
            self.links.append(attrs)
        if tag == "meta":
            self.metas[attrs.get("property") or attrs.get("name")] = attrs.get("content")
        self._reading = tag == "script" and attrs.get("type") == "application/ld+json"
        if self._reading:
            self.data.append("")

    def handle_data(self, data):
        if self._reading:
            self.data[-1] += data

    def handle_endtag(self, tag):
        self._reading = False


def page_of(address):
    """The file of an address of the site, and its anchor."""
    assert address.startswith(BASE), address
    path, _, anchor = address[len(BASE):].partition("#")
    if path == "" or path.endswith("/"):
        path += "index.html"
    return SITE / path, anchor
