"""Lays the same pages out for each generator, with a plain theme of the same parts.

Casebook keeps a case study as a record: its facets and its sections are fields. The others get
front matter and one body of Markdown with the sections as headings. Each lists the pages by facet,
has a site map and feeds where it can by itself.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from corpus import Page

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
LINK = {"award": "awards", "lesson": "lessons"}
FIELDS = {
    "Problem": "problem",
    "What was done": "what_was_done",
    "What happened": "what_happened",
    "What was learned": "learned",
    "Context": "context",
}


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def quoted(value: object) -> str:
    """JSON strings and lists are YAML too."""
    return json.dumps(value, ensure_ascii=False)


# Casebook


def casebook(pages: list[Page], root: Path) -> None:
    shutil.copytree(REPOSITORY / "data/vocabularies", root / "data/vocabularies")
    write(root / "casebook.yaml", CASEBOOK)
    write(root / "content/index.md", "---\ntitle: Compare\nsummary: Made-up pages.\n---\n\nMade-up pages.\n")
    write(root / "data/sources/report.yaml", SOURCE)
    for page in pages:
        write(root / place(page), record(page) if page.kind == "award" else lesson(page))


CASEBOOK = """title: Compare
tagline: The same pages for every generator
language: en-GB
time_zone: Europe/London
theme: default
base_url: https://example.org/compare/
owner: editors
owners:
  editors: Nobody
content_licence:
  name: CC BY 4.0
  address: https://creativecommons.org/licenses/by/4.0/
"""

SOURCE = """title: A made-up report
short: The report
kind: evaluation
authors: [A. Author]
published: 2025-04
about: A report that nobody wrote, so that records have something to name.
places:
  - {id: results, kind: section, label: Results, line: 10, to_line: 40}
"""

LOCATORS = "locators:\n  - {source: report, place: results, line: 12}\n"


def place(page: Page) -> str:
    if page.kind == "award":
        return f"data/awards/{page.name}.yaml"
    return f"content/lessons/{page.name}.md"


def record(page: Page) -> str:
    facets = dict(page.facets)
    outcome = facets.pop("outcome")
    lines = [f"title: {quoted(page.title)}", f"project: {page.number + 1}"]
    lines += [f"{key}: {quoted(value)}" for key, value in facets.items()]
    lines += [f"summary: {quoted(page.summary)}", "status: completed"]
    lines += ["outcome:", f"  value: {outcome}", "  basis: The report says so."]
    lines += ["comparator: The year before.", "evaluation: {by: award-team, designs: [retrospective]}"]
    for heading, text in page.sections:
        lines.append(f"{FIELDS[heading]}: |")
        lines += [f"  {line}" if line else "" for line in text.split("\n")]
    return "\n".join(lines) + "\n" + LOCATORS


def lesson(page: Page) -> str:
    lines = [f"title: {quoted(page.title)}", f"summary: {quoted(page.summary)}", "kind: recommendation"]
    lines += [f"{key}: {quoted(value)}" for key, value in page.facets.items()]
    lines += ["stages: [evaluate]", "evidence: expert-view"]
    lines.append(f"awards: [award-{page.number - 2:06}, award-{page.number - 1:06}]")
    body = "\n\n".join(f"## {heading}\n\n{text}" for heading, text in page.sections)
    return "---\n" + "\n".join(lines) + "\n" + LOCATORS + "---\n\n" + body + "\n"


# Hugo, Eleventy


def body(page: Page, base: str) -> str:
    text = "\n\n".join(f"## {heading}\n\n{text}" for heading, text in page.sections)
    for kind, folder in LINK.items():
        text = text.replace(f"]({kind}:", f"]({base}{folder}/")
    return text


def front(page: Page, more: dict[str, object]) -> str:
    values = {"title": page.title, "summary": page.summary, **page.facets, **more}
    lines = [f"{key}: {quoted(value if key in PLAIN else listed(value))}" for key, value in values.items()]
    return "---\n" + "\n".join(lines) + "\n---\n\n"


PLAIN = ("title", "summary", "layout", "tags")


def listed(value: object) -> object:
    return value if isinstance(value, list) else [value]


def hugo(pages: list[Page], root: Path) -> None:
    shutil.copytree(HERE / "hugo", root, dirs_exist_ok=True)
    for page in pages:
        text = front(page, {}) + body(page, "/")
        write(root / "content" / LINK[page.kind] / f"{page.name}.md", text)


def eleventy(pages: list[Page], root: Path) -> None:
    shutil.copytree(HERE / "eleventy", root, dirs_exist_ok=True)
    for page in pages:
        text = front(page, {"layout": "page.njk", "tags": [LINK[page.kind]]}) + body(page, "/")
        write(root / "content" / LINK[page.kind] / f"{page.name}.md", text)
