"""A map provider of one's own on loopback: every tile is one grey pixel."""

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.browser.steps import png

CREDIT = "测试底图 审图号 GS(2026)0000号"


@dataclass
class Provider:
    """Where the tiles are, and who asked for which, from where."""

    port: int
    asked: list[tuple[str, str]] = field(default_factory=list)

    @property
    def template(self) -> str:
        return f"http://127.0.0.1:{self.port}/{{z}}/{{x}}/{{y}}.png"


@contextlib.contextmanager
def provider() -> Iterator[Provider]:
    pixel = png((220, 215, 205), size=1)

    class Tile(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known.asked.append((self.path, self.headers.get("Referer", "")))
            self.send_response(200)
            for name, value in (("Content-Type", "image/png"), ("Content-Length", str(len(pixel))),
                                ("Access-Control-Allow-Origin", "*")):  # fmt: skip
                self.send_header(name, value)
            self.end_headers()
            with contextlib.suppress(ConnectionError):  # a page that is left does not wait for its tiles
                self.wfile.write(pixel)

        def log_message(self, *words: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Tile)
    known = Provider(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield known
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
