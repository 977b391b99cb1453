"""Web servers with the settings that Casebook prints, on ports of this machine alone."""

import http.client
import os
import pathlib
import socket
import subprocess
import time

CASEBOOK = os.environ["CASEBOOK"]
ROOT = pathlib.Path(os.environ["CASEBOOK_ROOT"])

NGINX = """
daemon off; master_process off; pid {at}/pid; error_log {at}/log;
events {{ }}
http {{
  access_log off;
  client_body_temp_path {at}/a; proxy_temp_path {at}/b; fastcgi_temp_path {at}/c;
  uwsgi_temp_path {at}/d; scgi_temp_path {at}/e;
  server {{ listen 127.0.0.1:{port}; root {www}; include {settings}; }}
}}
"""

APACHE = """
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
PidFile {at}/pid
ErrorLog {at}/log
DefaultRuntimeDir {at}
LoadModule mpm_event_module {modules}/mod_mpm_event.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule headers_module {modules}/mod_headers.so
LoadModule mime_module {modules}/mod_mime.so
LoadModule dir_module {modules}/mod_dir.so
LoadModule alias_module {modules}/mod_alias.so
TypesConfig /dev/null
{user}
<VirtualHost 127.0.0.1:{port}>
  DocumentRoot {www}
  Include {settings}
</VirtualHost>
"""

CADDY = """
{{
  admin off
  auto_https off
}}
http://127.0.0.1:{port} {{
  bind 127.0.0.1
  root * {www}
  file_server
  import {settings}
}}
"""


def casebook(*args):
    done = subprocess.run([CASEBOOK, *map(str, args)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Server:
    """A server around a folder; ended by end()."""

    def __init__(self, kind, at, www, settings):
        self.port = free_port()
        at = pathlib.Path(at)
        at.mkdir()
        (at / "settings").write_text(settings)
        if os.getuid() == 0:
            # Servers that are started as root give that up, and must still reach the files.
            for folder in [at.parent, at, www]:
                folder.chmod(0o755)
        form = {"nginx": NGINX, "apache": APACHE, "caddy": CADDY}[kind]
        user = "User www-data\nGroup www-data" if os.getuid() == 0 else ""
        config = at / "Caddyfile"
        config.write_text(
            form.format(
                at=at,
                port=self.port,
                www=www,
                settings=at / "settings",
                modules="/usr/lib/apache2/modules",
                user=user,
            )
        )
        command = {
            "nginx": ["nginx", "-p", at, "-e", at / "log", "-c", config],
            "apache": ["apache2", "-X", "-d", at, "-f", config],
            "caddy": ["caddy", "run", "--config", config],
        }[kind]
        home = {**os.environ, "HOME": str(at), "XDG_DATA_HOME": str(at), "XDG_CONFIG_HOME": str(at)}
        self.said = open(at / "said", "w+")
        self.process = subprocess.Popen(command, env=home, stdout=self.said, stderr=self.said)
        self.wait()

    def wait(self):
        for _ in range(600):
            try:
                return self.ask("/")
            except OSError:
                self.said.seek(0)
                assert self.process.poll() is None, self.said.read()
                time.sleep(0.1)
        raise AssertionError("the server does not answer")

    def ask(self, path, **headers):
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        link.request("GET", path, headers=headers)
        answer = link.getresponse()
        body = answer.read()
        link.close()
        return answer, body

    def end(self):
        self.process.terminate()
        self.process.wait()
        self.said.close()
