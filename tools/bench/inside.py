"""A request measured inside this process: statements, CPU of the web side and of its PostgreSQL backend, and a profile.

Without a server, a network or a second process in between, the figures hold steady on a machine that others use too.
"""

import cProfile
import io
import pstats
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.bench.load import Request, cpu_seconds_of, is_success

NOT_COUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "SET ")


@dataclass(frozen=True)
class Inside:
    """What one request costs, in CPU milliseconds; `statements` without those that only frame a transaction."""

    web_cpu: float
    database_cpu: float
    statements: int
    size: int


class Site:
    """The site as the web server calls it."""

    def __init__(self) -> None:
        from linli.config.wsgi import application

        self._application: Any = application

    def ask(self, request: Request) -> bytes:
        """Answer a request; raises RuntimeError where the answer is no success."""
        path, _, query = request.path.partition("?")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": request.method, "PATH_INFO": path, "QUERY_STRING": query, "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1", "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(request.body or b""), "CONTENT_LENGTH": str(len(request.body or b"")),
        }  # fmt: skip
        for name, value in request.headers.items():
            word = name.upper().replace("-", "_")
            environ[word if word == "CONTENT_TYPE" else f"HTTP_{word}"] = value
        said: list[str] = []
        response = self._application(environ, lambda status, _headers, _fault=None: said.append(status))
        content = b"".join(response)
        response.close()
        if not is_success(request, int(said[0][:3])):
            raise RuntimeError(f"{request.method} {request.path}: {said[0]} {content[:300]!r}")
        return content


def statements(site: Site, request: Request) -> list[str]:
    """The statements of one request, in order."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as caught:
        site.ask(request)
    return [one["sql"] for one in caught if not one["sql"].startswith(NOT_COUNTED)]


def inside(site: Site, requests: list[Request], *, rounds: int = 6) -> Inside:
    """What one request costs: the least of several rounds, because others on the machine can only add to it."""
    from django.db import connection

    for request in requests[:3]:
        size = len(site.ask(request))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = int(cursor.fetchone()[0])
    counted = len(statements(site, requests[3]))
    before, web = cpu_seconds_of(backend), []
    parts = [requests[4 + number :: rounds] for number in range(rounds)]
    for part in parts:
        start = time.process_time()
        for request in part:
            site.ask(request)
        web.append((time.process_time() - start) / len(part))
    # A backend's time is told in hundredths of a second: too coarse for one round.
    database = (cpu_seconds_of(backend) - before) / (len(requests) - 4)
    return Inside(min(web) * 1000, database * 1000, counted, size)


def profile(site: Site, requests: list[Request], *, lines: int = 45, sort: str = "tottime") -> str:
    """Where the time of these requests goes, function by function."""
    site.ask(requests[0])
    watcher = cProfile.Profile(time.process_time)
    watcher.enable()
    for request in requests[1:]:
        site.ask(request)
    watcher.disable()
    text = io.StringIO()
    pstats.Stats(watcher, stream=text).sort_stats(sort).print_stats(lines)
    return text.getvalue().replace(f"{Path.cwd()}/", "")
