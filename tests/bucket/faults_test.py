"""What becomes of the site when a run is stopped, fails, or is not alone."""

import json
import subprocess
import time

from proxy import CUT
from support import LIST, Case


class Faults(Case):
    def whole(self):
        """No page is there without what it needs."""
        there = set(self.objects())
        if any(path.endswith(".html") for path in there):
            needed = {path for path in self.built() if path.startswith("assets/")}
            self.assertEqual(needed - there, set())

    def killed(self, after):
        """Publishes, and kills the run when so many files are there."""
        self.proxy.reset(hold_after=after)
        run = subprocess.Popen(
            self.command(), env=self.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self.assertTrue(self.proxy.stuck.wait(120), "the run never came so far")
        run.kill()
        run.wait()
        self.proxy.release.set()
        self.proxy.reset()

    def test_a_killed_run_is_gone_on_with(self):
        total = len(self.built())
        for after in (0, 3, total // 2, total - 1):
            with self.subTest(after=after):
                self.at = f"s3://{self.bucket}/www/{after}"
                self.killed(after)
                self.whole()
                said = self.publish()
                # Of those on their way when the run was killed, some may be there.
                self.assertIn("Published", said)
                self.assertLessEqual(len(self.proxy.written()), total - after + 8)
                self.assertEqual(self.objects(), self.built())

    def test_server_errors_that_pass_are_not_noticed(self):
        self.proxy.reset(fail_after=3, failures=4)
        self.publish()
        self.assertEqual(self.objects(), self.built())

    def test_server_errors_that_stay_are_said_and_the_next_run_goes_on(self):
        total = len(self.built())
        for after in (0, total // 2):
            with self.subTest(after=after):
                self.at = f"s3://{self.bucket}/www/{after}"
                self.proxy.reset(fail_after=after)
                said = self.refused(status=3)
                self.assertIn("SlowDown", said)
                self.assertIn("partly old and partly new; every page has what it needs", said)
                self.proxy.reset()
                self.assertIn("Published", self.publish())
                self.assertLessEqual(len(self.proxy.written()), total - after)

    def test_a_connection_that_is_cut_is_opened_again(self):
        self.proxy.reset(fail_after=3, failures=4, status=CUT)
        self.publish()
        self.assertEqual(self.objects(), self.built())

    def test_a_network_that_is_gone_half_way_is_said_and_the_next_run_goes_on(self):
        total = len(self.built())
        self.proxy.reset(fail_after=total // 2, status=CUT)
        said = self.refused(status=3)
        self.assertIn("the connection ended", said)
        self.assertIn("partly old and partly new; every page has what it needs", said)
        self.whole()
        self.proxy.reset()
        self.assertIn("Published", self.publish())
        self.assertLessEqual(len(self.proxy.written()), total - total // 2)
        self.assertEqual(self.objects(), self.built())

    def test_what_may_not_be_done_is_said(self):
        self.proxy.reset(fail_after=0, status=403)
        said = self.refused(status=3)
        self.assertIn("does not allow it (SlowDown)", said)

    def test_two_at_once(self):
        self.proxy.reset(hold_after=3)
        first = subprocess.Popen(
            self.command(), env=self.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self.assertTrue(self.proxy.stuck.wait(120), "the first run never came so far")
        said = self.refused(USER="ben")
        self.assertRegex(said, r"ann on desk has been publishing to s3://\S+ since \d+ \w+ 20\d\d, \d\d:\d\d UTC")
        self.assertIn("This run changed nothing.", said)
        self.refused("--dry-run")
        first.kill()
        first.wait()
        self.proxy.release.set()
        self.proxy.reset()
        self.publish()

    def leased(self, until, **more):
        """A site that somebody on another machine is publishing."""
        self.publish()
        known = json.loads(self.body(f"www/{LIST}"))
        lease = {"by": "eve on far", "since": 1, "until": int(until), **more}
        self.put(LIST, json.dumps({**known, "publishing": lease}))
        self.proxy.reset()

    def test_a_run_of_another_machine_is_waited_for_until_its_time_is_over(self):
        later = time.time() + 600
        self.leased(later, process={"machine": "far", "number": 1})
        said = self.refused()
        self.assertIn("eve on far", said)
        self.assertEqual(self.proxy.writes(), [])
        self.publish("--unlock")
        self.assertNotIn("publishing", json.loads(self.body(f"www/{LIST}")))
        self.leased(time.time() - 1)
        self.publish()
        self.assertNotIn("publishing", json.loads(self.body(f"www/{LIST}")))

    def test_a_run_whose_list_was_replaced_stops(self):
        self.proxy.reset(hold_after=0)
        first = subprocess.Popen(
            self.command(), env=self.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self.assertTrue(self.proxy.stuck.wait(120), "the first run never came so far")
        self.put(LIST, json.dumps({"casebook_bucket": 1, "files": {}}))
        self.proxy.hold_after = None
        self.proxy.release.set()
        _, said = first.communicate(timeout=120)
        self.assertEqual(first.returncode, 1, said)
        self.assertIn("somebody else has published meanwhile", said)
        self.assertEqual(json.loads(self.body(f"www/{LIST}"))["files"], {})

    def test_nothing_is_printed_or_asked_without_keys_or_encryption(self):
        for setting, says in [
            ({"AWS_ACCESS_KEY_ID": ""}, "AWS_ACCESS_KEY_ID"),
            ({"AWS_ALLOW_HTTP": ""}, "begins with http:"),
        ]:
            with self.subTest(setting=setting):
                self.assertIn(says, self.refused(**setting))
        self.assertEqual(self.proxy.seen, [])

    def test_a_bucket_that_is_not_there_and_a_server_that_is_not_there(self):
        said = self.refused(status=3, target="s3://no-such-bucket-here/www")
        self.assertIn("there is no such bucket", said)
        self.assertIn("is unchanged", said)
        said = self.refused(status=3, AWS_ENDPOINT_URL="http://127.0.0.1:9")
        self.assertIn("nobody answers", said)
