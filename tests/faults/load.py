"""People who report one matter after another while something breaks: a bounded number, over loopback, each until it is through."""

import http.client
import re
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

NUMBER = re.compile(r"/matters/(FQ\d{4}-\d+)/received/")
MOST_TRIES, PAUSE = 120, 0.25  # half a minute for one report


@dataclass
class Answers:
    """What the people were told."""

    acknowledged: dict[str, str] = field(default_factory=dict)  # the form's key → the number on the slip
    away: list[bytes] = field(default_factory=list)  # pages with status 503
    broken: int = 0  # connections that ended without an answer
    odd: list[str] = field(default_factory=list)  # anything else

    def keep_trying(self, port: int, key: str) -> None:
        """Send one report until it is acknowledged, as somebody would who keeps pressing the button."""
        pause = threading.Event()
        for _ in range(MOST_TRIES):
            if self._send(port, key):
                return
            pause.wait(PAUSE)
        self.odd.append(f"{key} never got through")

    def _send(self, port: int, key: str) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        token = "a" * 32
        form = {"csrfmiddlewaretoken": token, "key": key, "kind": "M01037", "seen": "1", "address": "宏路街道", "words": f"路灯不亮 {key}"}  # fmt: skip
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"csrftoken={token}"}
        try:
            connection.request("POST", "/report/", urlencode(form), headers)
            answer = connection.getresponse()
            page = answer.read()
        except (OSError, http.client.HTTPException):
            self.broken += 1
            return False
        finally:
            connection.close()
        found = NUMBER.search(answer.headers.get("Location", ""))
        if answer.status == 302 and found:
            self.acknowledged[key] = found[1]
            return True
        if answer.status == 503:
            self.away.append(page)
        else:
            self.odd.append(f"{key}: {answer.status}")
        return False


@dataclass
class Crowd:
    """So many people, each with so many reports; `with` starts them, and waits for the last at its end."""

    port: int
    name: str
    people: int = 4
    reports: int = 40
    rest: float = 0.25  # seconds between two reports of one person
    answers: Answers = field(default_factory=Answers)

    def __enter__(self) -> Answers:
        self.threads = [threading.Thread(target=self._work, args=(number,)) for number in range(self.people)]
        for thread in self.threads:
            thread.start()
        ends_at = time.monotonic() + 30
        while len(self.answers.acknowledged) < self.people and time.monotonic() < ends_at:
            threading.Event().wait(0.02)
        return self.answers

    def __exit__(self, *error: object) -> None:
        for thread in self.threads:
            thread.join(90)

    def _work(self, person: int) -> None:
        for number in range(self.reports):
            self.answers.keep_trying(self.port, f"{self.name}-{person}-{number}")
            threading.Event().wait(self.rest)
