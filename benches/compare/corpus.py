"""The pages that every generator gets: the same words, tables, lists, links and code.

Two thirds are case studies, one third lessons. The words follow a Zipf-like law: a few are
everywhere, most are rare. The same number always gives the same pages.
"""

from __future__ import annotations

import bisect
import itertools
import random
from dataclasses import dataclass, field

SEED = 20260731
VOCABULARY = 20_000
COMMON = (
    "the of and to in a for was that it with on as by at from were be is are not had which or an "
    "they this their has after more staff care patients time data results before than during each "
    "team trial used tool costs saved hours week site service evaluation baseline measure clinic"
).split()
FIRST = "b c d f g h l m n p r s t v br cl cr dr fl gr pl pr st tr".split()
VOWELS = "a e i o u ai ea ou".split()
LAST = "n r s t l m nd st ck".split()

PHASES = ("phase-1", "phase-2", "phase-3", "phase-4")
SETTINGS = ("hospital", "primary-care", "secondary-care", "social-care", "outpatient")
CATEGORIES = ("neurology", "cardiology", "oncology", "pulmonary", "operational")
OUTCOMES = ("benefit-shown", "no-clear-benefit", "not-yet-known")
AUDIENCES = ("frontline-staff", "digital-leads", "ai-projects", "suppliers", "regulators")
THEMES = ("technology", "organisation", "people")

CODE = """def wait(minutes, cases):
    total = sum(minutes[case] for case in cases)
    return {"mean": total / len(cases), "cases": len(cases)}
"""


@dataclass
class Page:
    """One page: its sections are headings with Markdown below."""

    kind: str
    number: int
    name: str
    title: str
    summary: str
    facets: dict[str, object]
    sections: list[tuple[str, str]] = field(default_factory=list)


class Words:
    """Draws words by rank, the second half as often as the first, the third a third as often."""

    def __init__(self, chance: random.Random):
        self.chance = chance
        made = set(COMMON)
        self.words = list(COMMON)
        while len(self.words) < VOCABULARY:
            word = "".join(
                chance.choice(FIRST) + chance.choice(VOWELS)
                for _ in range(chance.choice((1, 2, 2, 3)))
            ) + chance.choice(LAST)
            if word not in made:
                made.add(word)
                self.words.append(word)
        self.sums = list(
            itertools.accumulate(1 / (rank + 2.7) for rank in range(VOCABULARY))
        )

    def one(self) -> str:
        at = self.chance.random() * self.sums[-1]
        return self.words[bisect.bisect_left(self.sums, at)]

    def some(self, count: int) -> str:
        return " ".join(self.one() for _ in range(count))

    def sentence(self, least: int = 8, most: int = 16) -> str:
        return self.some(self.chance.randint(least, most)).capitalize() + "."

    def paragraph(self, count: int) -> str:
        """Sentences of `count` words in all."""
        sentences = []
        while count > 0:
            length = min(count, self.chance.randint(8, 16))
            sentences.append(self.some(length).capitalize() + ".")
            count -= length
        return " ".join(sentences)


def pages(count: int) -> list[Page]:
    """The pages of a corpus of `count`. Links name pages as `kind:name`."""
    chance = random.Random(SEED)
    words = Words(chance)
    made = [outline(number, words, chance) for number in range(count)]
    for page in made:
        links = [made[chance.randrange(count)] for _ in range(3)]
        fill(page, links, words, chance)
    return made


def outline(number: int, words: Words, chance: random.Random) -> Page:
    kind = "lesson" if number % 3 == 2 else "award"
    title = words.some(chance.randint(4, 8)).capitalize()
    return Page(
        kind=kind,
        number=number,
        name=f"{kind}-{number:06}",
        title=f"{title} {number}",
        summary=words.sentence(12, 18),
        facets=award_facets(chance) if kind == "award" else lesson_facets(chance),
    )


def award_facets(chance: random.Random) -> dict[str, object]:
    return {
        "phase": chance.choice(PHASES),
        "setting": sorted(chance.sample(SETTINGS, chance.choice((1, 1, 2)))),
        "category": chance.choice(CATEGORIES),
        "outcome": chance.choice(OUTCOMES),
    }


def lesson_facets(chance: random.Random) -> dict[str, object]:
    return {
        "audiences": sorted(chance.sample(AUDIENCES, chance.choice((1, 2, 3)))),
        "themes": [chance.choice(THEMES)],
    }


SECTIONS = {
    "award": ("Problem", "What was done", "What happened", "What was learned", "Context"),
    "lesson": ("Background", "What happened", "What to do", "Limits"),
}


def fill(page: Page, links: list[Page], words: Words, chance: random.Random) -> None:
    """Writes the sections: 400 to 600 words, a table, a list, three links, code in each tenth."""
    headings = SECTIONS[page.kind]
    share = chance.randint(320, 500) // len(headings)
    for at, heading in enumerate(headings):
        parts = [words.paragraph(share // 2), words.paragraph(share - share // 2)]
        if at < len(links):
            other = links[at]
            parts[0] += f" See [{words.some(3)}]({other.kind}:{other.name})."
        if at == 1:
            parts.append("\n".join(f"- {words.sentence(5, 9)}" for _ in range(4)))
        if at == 2:
            parts.append(table(words, chance))
        if at == 3 and page.number % 10 == 0:
            parts.append(f"```python\n{CODE}```")
        page.sections.append((heading, "\n\n".join(parts)))


def table(words: Words, chance: random.Random) -> str:
    rows = [f"| {words.some(2)} | {chance.randint(1, 999)} | {words.some(3)} |" for _ in range(5)]
    head = f"| {words.one()} | {words.one()} | {words.one()} |\n| --- | ---: | --- |"
    return "\n".join([head, *rows])


def count_words(page: Page) -> int:
    return sum(len(text.split()) for _, text in page.sections)
