import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, sync_playwright

from tests.browser.chromium import FLAGS, SIZES, cookies, find_chromium
from tests.browser.server import House, copy_of, demonstration, run_number
from tests.conftest import NAME
from tests.database import drop_database

CHROMIUM = find_chromium()


@pytest.hookimpl(trylast=True)  # after the order was drawn
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip("not run: there is no Chromium on this machine"))
    # The longest first, so that no process is left alone with one of them at the end; and a long one without a browser
    # among the first, so that one process works while the other loads the demonstration city.
    items.sort(key=_rank)


def _rank(item: pytest.Item) -> int:
    name = item.path.name
    if name == "test_every_page.py":
        return 0 if "TestDesk" in item.nodeid else 2
    if item.path.parent.name == "guards":
        return 1 if name == "test_hostile_queries.py" else 4
    return 3 if item.path.parent == Path(__file__).parent else 5


# Of the package, not of the session: when the last browser test is over, it stops and leaves the machine to the others.
@pytest.fixture(scope="package")
def house(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A running Linli with the demonstration city, one a test process; loaded once a run."""
    folder = tmp_path_factory.getbasetemp()
    # The helper processes of one run share the folder above their own.
    origin, state = demonstration(NAME, folder.parent if run_number() != os.getpid() else folder)
    database = f"{NAME}_house"
    copy_of(origin, database)
    with House(settings.EMBEDDED_SERVER, database, state).open() as running:
        yield running
    drop_database(database)


@pytest.fixture(scope="package")
def world(house: House) -> dict[str, Any]:
    """The numbers of matters in known states, and a signed-in session for each kind of person."""
    known: dict[str, Any] = json.loads((house.state / "world.json").read_text(encoding="utf-8"))
    return known


# One browser a module, never one a session: while it is there, Django takes this thread for an asynchronous one.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@dataclass
class Watch:
    """What went wrong in a browser: each line names the page. Answers that a test means to get are told beforehand."""

    allowed: frozenset[int] = frozenset()
    faults: list[str] = field(default_factory=list)

    def attach(self, context: BrowserContext, *, has_script: bool = True) -> None:
        context.on("console", self._said)
        context.on("weberror", lambda error: self.faults.append(f"script error: {error.error}"))
        context.on("requestfailed", lambda request: self._failed(request, has_script))
        context.on("response", self._answered)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning") or message.text.startswith("Failed to load resource"):
            return  # the answers themselves are watched below
        address = message.page.url if message.page else ""
        self.faults.append(f"console {message.type} on {address}: {message.text}")

    def _failed(self, request: Request, has_script: bool) -> None:
        # A page that is left drops what it was still loading; a download is no page. With script off Chromium calls the
        # modules that a page names beforehand blocked by its policy; nobody misses them.
        if request.failure not in ("net::ERR_ABORTED", None) and (has_script or request.failure != "csp"):
            self.faults.append(f"request failed: {request.url}: {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.allowed:
            self.faults.append(f"{response.status} {response.request.method} {response.url}")


Opener = Callable[..., Page]


@pytest.fixture
def watch() -> Iterator[Watch]:
    watched = Watch()
    yield watched
    assert watched.faults == []


@pytest.fixture
def open_browser(chromium: Browser, house: House, world: dict[str, Any], watch: Watch) -> Iterator[Opener]:
    """Open a page of a fresh browser: `open_browser("phone", "en", who="manager", **context options)`."""
    contexts: list[BrowserContext] = []

    def open_page(size: str = "phone", language: str = "zh-hans", *, who: str = "", **options: Any) -> Page:
        context = chromium.new_context(
            base_url=options.pop("base_url", house.address), viewport=SIZES[size], is_mobile=size == "phone" and options.pop("is_mobile", True),
            has_touch=size == "phone", timezone_id="Asia/Shanghai", locale="zh-CN", **options,
        )  # fmt: skip
        contexts.append(context)
        context.set_default_timeout(15_000)
        context.add_cookies(cookies(house.address, language, world["sessions"].get(who, "")))
        watch.attach(context, has_script=options.get("java_script_enabled", True))
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
