"""Publishing a site to a bucket, as a team does from day to day."""

from support import LIST, Case

KINDS = {
    "index.html": "text/html; charset=utf-8",
    "assets/icon.svg": "image/svg+xml",
    "data/awards.json": "application/json",
    "search/records.ndjson": "application/x-ndjson",
}


class Publish(Case):
    def test_first_then_nothing_then_one_change_then_a_deletion(self):
        said = self.publish()
        built = self.built()
        self.assertIn(f"{len(built)} files written, 0 unchanged, 0 deleted", said)
        self.assertEqual(self.objects(), built)

        self.proxy.reset()
        self.assertIn("nothing to do", self.publish())
        self.assertEqual(self.proxy.writes(), [])

        note = self.root / "content/note.txt"
        note.parent.mkdir(exist_ok=True)
        note.write_text("one")
        self.publish()
        note.write_text("two")
        self.proxy.reset()
        self.assertIn("1 file written", self.publish())
        self.assertEqual(self.paths(self.proxy.written()), ["note.txt"])

        note.unlink()
        self.proxy.reset()
        self.assertIn("0 files written", self.publish())
        self.assertEqual([m for m, _ in self.proxy.written()], ["DELETE"])
        self.assertEqual(self.objects(), built)

    def test_types_and_how_long_files_are_kept(self):
        self.publish()
        for path, kind in KINDS.items():
            with self.subTest(path=path):
                head = self.s3.head_object(Bucket=self.bucket, Key=f"www/{path}")
                self.assertEqual(head["ContentType"], kind)
                self.assertEqual(head["CacheControl"], "no-cache")
        named = [path for path in self.objects() if path.startswith("assets/site.")]
        self.assertEqual(len(named), 1)
        head = self.s3.head_object(Bucket=self.bucket, Key=f"www/{named[0]}")
        self.assertEqual(head["ContentType"], "text/css; charset=utf-8")
        self.assertEqual(head["CacheControl"], "public, max-age=31536000, immutable")

    def test_what_pages_need_comes_first_and_goes_last(self):
        self.publish()
        self.ordered(self.paths(self.proxy.written()))
        lesson = self.root / "content/lessons/extra.md"
        lesson.write_text("---\ntitle: Extra\nsummary: An extra lesson.\naudiences: [managers]\n---\n\nAn extra page.\n")
        note = self.root / "content/note.txt"
        note.write_text("one")
        self.publish()
        lesson.unlink()
        note.unlink()
        self.proxy.reset()
        self.publish()
        methods = [method for method, _ in self.proxy.written()]
        first = methods.index("DELETE")
        self.assertNotIn("PUT", methods[first:])
        gone = self.paths(self.proxy.written()[first:])
        pages = [path for path in gone if path.endswith(".html")]
        self.assertIn("lessons/extra/index.html", pages)
        self.assertIn("note.txt", gone)
        self.assertEqual(gone[: len(pages)], pages)

    def ordered(self, paths):
        self.assertEqual(len(paths), len(set(paths)))
        first_page = min(n for n, path in enumerate(paths) if path.endswith(".html"))
        needed = [path for path in paths if path.startswith("assets/")]
        self.assertTrue(needed)
        self.assertLess(max(paths.index(path) for path in needed), first_page)
        page = paths.index("awards/p4-02/index.html")
        for index in ["index.html", "awards/index.html", "search/index.html"]:
            self.assertLess(page, paths.index(index), index)
        parts = [path for path in paths if path.startswith("search/") and not path.endswith(".html")]
        self.assertLess(max(paths.index(path) for path in parts), paths.index("search/index.html"))
        named = [path for path in parts if path.endswith(".js")]
        self.assertTrue(named)
        self.assertLess(max(paths.index(path) for path in named), first_page)

    def test_what_others_put_there_is_kept_and_named(self):
        self.put("notes/plan.txt", b"ours")
        self.s3.put_object(Bucket=self.bucket, Key="elsewhere.txt", Body=b"beside the prefix")
        said = self.publish()
        self.assertIn("1 file there is not from Casebook and stays: notes/plan.txt", said)
        self.assertEqual(self.body("www/notes/plan.txt"), b"ours")
        self.assertEqual(self.body("elsewhere.txt"), b"beside the prefix")

    def test_a_file_of_others_in_the_way_is_named_and_replaced_only_when_asked(self):
        self.put("index.html", b"another site")
        said = self.refused()
        self.assertIn("index.html", said)
        self.assertIn("Nothing was changed.", said)
        self.assertEqual(self.proxy.writes(), [])
        self.publish("--replace")
        self.assertEqual(self.objects(), self.built())

    def test_what_somebody_changed_in_the_bucket_is_put_right(self):
        self.publish()
        self.put("index.html", b"changed by hand")
        self.s3.delete_object(Bucket=self.bucket, Key="www/404.html")
        self.proxy.reset()
        self.assertIn("2 files written", self.publish())
        self.assertEqual(self.objects(), self.built())

    def test_a_rehearsal_writes_nothing(self):
        said = self.publish("--dry-run")
        self.assertIn(f"would write {len(self.built())} files", said)
        self.assertEqual(self.proxy.writes(), [])
        self.assertEqual(self.objects(), {})

    def test_a_whole_bucket_can_be_the_site(self):
        self.publish(target=f"s3://{self.bucket}")
        self.assertEqual(self.body("404.html"), self.built()["404.html"])
        self.proxy.reset()
        self.assertIn("nothing to do", self.publish(target=f"s3://{self.bucket}"))

    def test_the_list_of_a_copied_folder_says_what_is_ours(self):
        self.built()
        for path in (self.root.parent / "built").rglob("*"):
            if path.is_file():
                name = path.relative_to(self.root.parent / "built").as_posix()
                self.put(name, path.read_bytes())
        self.publish()
        head = self.s3.head_object(Bucket=self.bucket, Key="www/index.html")
        self.assertEqual(head["ContentType"], "text/html; charset=utf-8")

    def test_a_damaged_list_stops_everything(self):
        self.publish()
        self.put(LIST, b"{")
        self.proxy.reset()
        said = self.refused()
        self.assertIn("is damaged", said)
        self.assertIn("is unchanged", said)
        self.assertEqual(self.proxy.writes(), [])
