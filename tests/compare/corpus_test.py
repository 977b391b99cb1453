"""The pages that every generator gets: always the same, and as docs/performance.md says."""

import hashlib
import re
import unittest

import corpus

PAGES = 30
KNOWN = "2e4cd7e2d66d5b9e"
"""A new number here makes figures measured before it incomparable: measure anew as well."""


class Corpus(unittest.TestCase):
    def setUp(self):
        self.pages = corpus.pages(PAGES)

    def test_the_same_number_gives_the_same_pages(self):
        self.assertEqual(self.pages, corpus.pages(PAGES))
        self.assertEqual(hashlib.sha256(repr(self.pages).encode()).hexdigest()[:16], KNOWN)

    def test_two_thirds_are_case_studies(self):
        kinds = [page.kind for page in self.pages]
        self.assertEqual((kinds.count("award"), kinds.count("lesson")), (20, 10))

    def test_each_page_has_400_to_600_words(self):
        for page in corpus.pages(300):
            self.assertTrue(400 <= corpus.count_words(page) <= 600, page.name)

    def test_each_page_has_a_table_a_list_and_three_links(self):
        names = {f"{page.kind}:{page.name}" for page in self.pages}
        for page in self.pages:
            text = whole(page)
            self.assertEqual(text.count("| --- | ---: | --- |"), 1, page.name)
            self.assertEqual(len(re.findall(r"^- ", text, re.MULTILINE)), 4, page.name)
            links = re.findall(r"\]\(([^)]*)\)", text)
            self.assertEqual(len(links), 3, page.name)
            self.assertLessEqual(set(links), names)

    def test_each_tenth_page_has_code_of_its_own(self):
        found = {page.number: re.findall(r"```python\n(.*?)```", whole(page), re.DOTALL) for page in self.pages}
        self.assertEqual([number for number, code in found.items() if code], [0, 10, 20])
        self.assertEqual(len({code[0] for code in found.values() if code}), 3)
        for code in filter(None, found.values()):
            compile(code[0], "page", "exec")

    def test_few_words_are_everywhere_and_most_are_rare(self):
        words = re.findall(r"\w+", " ".join(whole(page) for page in corpus.pages(300)).lower())
        counts = sorted((words.count(word) for word in set(words[:3000])), reverse=True)
        self.assertGreater(counts[0], 20 * counts[len(counts) // 2])

    def test_a_sentence_to_look_for_stands_in_its_page(self):
        for page in self.pages:
            self.assertRegex(corpus.sentence(page), r"^[A-Z][a-z ]+\.$")
            self.assertIn(corpus.sentence(page), whole(page))


def whole(page):
    return "\n\n".join(text for _, text in page.sections)
