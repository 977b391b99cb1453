"""A proxy in front of the server: it notes what is asked, and fails or waits when told to."""

import http.client
import http.server
import socket
import threading
import urllib.parse

CUT = "cut"
REFUSED = b"<Error><Code>SlowDown</Code><Message>KEY-ID-THAT-NOBODY-MAY-SEE</Message></Error>"
WRITES = ("PUT", "DELETE", "POST")


class Proxy(http.server.ThreadingHTTPServer):
    """Forwards to another port of this machine."""

    daemon_threads = True

    def __init__(self, behind):
        super().__init__(("127.0.0.1", 0), Handler)
        self.behind = behind
        self.port = self.server_address[1]
        self.guard = threading.Lock()
        self.stuck = threading.Event()
        self.release = threading.Event()
        self.reset()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, request, client_address):
        """A run that was killed ends its connections: nothing to say."""

    def reset(self, fail_after=None, failures=None, hold_after=None, status=503):
        """Fails writes of files after the first few (all of them, or a number), or keeps them waiting.

        With the status CUT, the connection ends and nothing is answered.
        """
        with self.guard:
            self.seen = []
            self.answered = []
            self.arrived = 0
            self.fail_after, self.failures, self.status = fail_after, failures, status
            self.hold_after = hold_after
            self.stuck.clear()
            self.release.clear()

    def turn(self, method, path):
        """What becomes of a request: "pass", "fail" or "hold"."""
        with self.guard:
            self.seen.append((method, path))
            if method not in WRITES or path.endswith(".casebook-manifest.json"):
                return "pass"
            self.arrived += 1
            if self.hold_after is not None and self.arrived > self.hold_after:
                return "hold"
            if self.fail_after is not None and self.arrived > self.fail_after:
                if self.failures is None or self.failures > 0:
                    self.failures = None if self.failures is None else self.failures - 1
                    return "fail"
            return "pass"

    def written(self):
        """What was written and answered well, in that order, without Casebook's own list."""
        with self.guard:
            own = ".casebook-manifest.json"
            return [(m, p) for m, p in self.answered if m in WRITES and not p.endswith(own)]

    def writes(self):
        """Every write that was asked for."""
        with self.guard:
            return [(m, p) for m, p in self.seen if m in WRITES]


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        path = urllib.parse.unquote(urllib.parse.urlsplit(self.path).path)
        turn = self.server.turn(self.command, path)
        if turn == "hold":
            self.server.stuck.set()
            self.server.release.wait()
            self.close_connection = True
            return
        if turn == "fail" and self.server.status == CUT:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        if turn == "fail":
            return self.give(self.server.status, [("Content-Type", "application/xml")], REFUSED)
        link = http.client.HTTPConnection("127.0.0.1", self.server.behind, timeout=60)
        link.request(self.command, self.path, body, dict(self.headers.items()))
        found = link.getresponse()
        data = found.read()
        link.close()
        if found.status < 300:
            with self.server.guard:
                self.server.answered.append((self.command, path))
        skipped = ("transfer-encoding", "connection", "content-length")
        headers = [(k, v) for k, v in found.getheaders() if k.lower() not in skipped]
        self.give(found.status, headers, data, found.getheader("Content-Length"))

    def give(self, status, headers, data, length=None):
        try:
            self.send_response_only(status)
            for name, value in headers:
                self.send_header(name, value)
            head = self.command == "HEAD" and length
            self.send_header("Content-Length", length if head else str(len(data)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(data)
        except OSError:
            # Whoever asked is gone: a run that was killed.
            self.close_connection = True

    do_GET = do_PUT = do_DELETE = do_POST = do_HEAD = answer

    def log_message(self, *args):
        pass
