"""A server, a site and a publisher."""

import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import unittest

import boto3
from proxy import Proxy

CASEBOOK = os.environ["CASEBOOK"]
ROOT = pathlib.Path(os.environ["CASEBOOK_ROOT"])
LIST = ".casebook-manifest.json"
SECRET = "a-secret-that-nobody-may-see"


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Case(unittest.TestCase):
    """One server for all; a bucket and a site for each test."""

    maxDiff = None

    @classmethod
    def setUpClass(cls):
        port = free_port()
        command = [pathlib.Path(sys.executable).parent / "moto_server", "-H", "127.0.0.1", "-p", str(port)]
        cls.server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        cls.addClassCleanup(cls.stop)
        cls.wait(port)
        cls.proxy = Proxy(port)
        cls.s3 = boto3.client(
            "s3",
            endpoint_url=f"http://127.0.0.1:{port}",
            region_name="us-east-1",
            aws_access_key_id="key",
            aws_secret_access_key=SECRET,
        )

    @classmethod
    def wait(cls, port):
        for _ in range(600):
            try:
                return socket.create_connection(("127.0.0.1", port)).close()
            except OSError:
                assert cls.server.poll() is None, "the server ended"
                time.sleep(0.1)
        raise AssertionError("the server does not answer")

    @classmethod
    def stop(cls):
        cls.server.terminate()
        cls.server.wait()

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="casebook-bucket-")
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name) / "site"
        shutil.copytree(ROOT / "tests/fixtures/small", self.root)
        config = self.root / "casebook.yaml"
        config.write_text(config.read_text().replace("theme: plain\n", ""))
        self.bucket = self.id().rsplit(".", 1)[-1].replace("_", "-")[-60:].strip("-")
        self.s3.create_bucket(Bucket=self.bucket)
        self.at = f"s3://{self.bucket}/www"
        self.proxy.reset()

    def environment(self, **more):
        kept = {k: v for k, v in os.environ.items() if not k.startswith("AWS_")}
        return {
            **kept,
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{self.proxy.port}",
            "AWS_ALLOW_HTTP": "true",
            "AWS_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": "key",
            "AWS_SECRET_ACCESS_KEY": SECRET,
            "NO_PROXY": "127.0.0.1",
            "USER": "ann",
            "HOSTNAME": "desk",
            **more,
        }

    def command(self, *args, target=None):
        at = target or self.at
        return [CASEBOOK, "publish", at, "--root", str(self.root), "--as-of", "2026-01-31", *args]

    def run_it(self, *args, target=None, **environment):
        env = self.environment(**environment)
        ran = subprocess.run(self.command(*args, target=target), env=env, capture_output=True, text=True)
        self.assertNotIn(SECRET, ran.stdout + ran.stderr)
        self.assertNotIn("NOBODY-MAY-SEE", ran.stdout + ran.stderr)
        return ran

    def publish(self, *args, **more):
        ran = self.run_it(*args, **more)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        return ran.stdout

    def refused(self, *args, status=1, **more):
        ran = self.run_it(*args, **more)
        self.assertEqual(ran.returncode, status, ran.stdout + ran.stderr)
        return ran.stderr

    def objects(self):
        """Every object below the prefix with its bytes, without Casebook's own list."""
        start = self.at.split("/", 3)[3] + "/"
        pages = self.s3.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=start)
        keys = [item["Key"] for page in pages for item in page.get("Contents", [])]
        keys = [key for key in keys if not key.endswith(LIST)]
        return {key.removeprefix(start): self.body(key) for key in keys}

    def body(self, key):
        return self.s3.get_object(Bucket=self.bucket, Key=key)["Body"].read()

    def put(self, path, body, **more):
        self.s3.put_object(Bucket=self.bucket, Key=f"www/{path}", Body=body, **more)

    def built(self):
        """What the site is, from a build into a folder."""
        out = self.root.parent / "built"
        command = [CASEBOOK, "build", "--root", str(self.root), "--as-of", "2026-01-31"]
        ran = subprocess.run([*command, "--for-publication", "--out", str(out)], capture_output=True, text=True)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        files = [path for path in out.rglob("*") if path.is_file() and path.name != LIST]
        return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}

    def paths(self, written):
        """Paths below the prefix, of writes that the proxy saw."""
        return [path.split("/www/", 1)[1] for _, path in written]
