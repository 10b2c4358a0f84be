"""A way to the house on which a newer version of the field app is served, as after an update."""

import contextlib
import re
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

WORKER = "/field/worker.js"
NEWER = "0" * 12
HOP = {"connection", "transfer-encoding", "content-length", "content-encoding", "accept-encoding", "keep-alive"}


class _Straight(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **words: Any) -> None:
        return None


class Way:
    """Passes everything on. Once `is_newer`, the worker has another version and the app's page says so as well."""

    def __init__(self, house: str) -> None:
        self.house, self.is_newer = house, False

    @contextlib.contextmanager
    def open(self) -> Iterator[str]:
        way = self
        opener = urllib.request.build_opener(_Straight)

        class Passing(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                self._pass()

            def do_POST(self) -> None:
                self._pass()

            def _pass(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0)) or None
                kept = {name: value for name, value in self.headers.items() if name.lower() not in HOP}
                asked = urllib.request.Request(way.house + self.path, body, kept, method=self.command)
                try:
                    answer: Any = opener.open(asked, timeout=20)
                except urllib.error.HTTPError as error:
                    answer = error
                with answer:
                    content = way.changed(self.path, answer.read())
                    self.send_response(answer.status)
                    for name, value in answer.headers.items():
                        if name.lower() not in HOP:
                            self.send_header(name, NEWER if way.is_newer and name == "Linli-Version" else value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *words: Any) -> None:
                pass

        with ThreadingHTTPServer(("127.0.0.1", 0), Passing) as server:
            server.daemon_threads = True
            threading.Thread(target=server.serve_forever, daemon=True).start()
            try:
                yield f"http://127.0.0.1:{server.server_address[1]}"
            finally:
                server.shutdown()

    def changed(self, path: str, content: bytes) -> bytes:
        if path != WORKER or not self.is_newer:
            return content
        return re.sub(rb'"version": "\w+"', f'"version": "{NEWER}"'.encode(), content)
