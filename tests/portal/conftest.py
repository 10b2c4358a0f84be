from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from linli.cases.domain.acceptance import accept_case
from linli.cases.domain.closure import close_case, propose_closure
from linli.cases.domain.deed import Sent
from linli.cases.enums import Outcome
from linli.cases.models import Case
from linli.cases.queries.listing import number_text
from linli.people.enums import Role, UnitKind
from linli.people.reader import Reader, reader_of
from tests.factories import TOWN, VILLAGE, make_offices, make_photo, make_resident, make_rule, make_staff, make_unit

LANGUAGES = ("zh-hans", "en")
WORDS = "小区东门的路灯不亮"


@pytest.fixture(autouse=True, scope="session")
def _static_folder():
    """WhiteNoise warns where the folder of built files is missing, and a warning is an error."""
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


@pytest.fixture(autouse=True)
def _nothing_cached():
    """The month's figures are kept for some minutes; a test reads its own."""
    cache.clear()


@dataclass
class City:
    """One village with its offices, and everybody that a matter of it meets."""

    lamps: Any
    village_office: Any
    resident: Reader
    stranger: Reader
    manager: Reader
    officer: Reader
    clerk: Reader
    operator: Reader

    def accept(self, case: Case) -> Case:
        return accept_case(case, by=self.manager)

    def close(self, case: Case) -> Case:
        """Play a matter from its door to its end."""
        accept_case(case, by=self.manager)
        propose_closure(case, by=self.officer, note="已换灯", sent=Sent(basket=make_photo(self.officer)))
        return close_case(case, by=self.manager, outcome=Outcome.RESOLVED, note="现场看过")


@pytest.fixture
def city(db) -> City:
    make_offices()
    lamps = make_unit("lamps", name="路灯管理所")
    office = make_unit(f"office-{VILLAGE}", kind=UnitKind.VILLAGE_OFFICE, area=VILLAGE)
    make_rule("M01037", lamps, number=12)
    return City(
        lamps, office, make_resident(), make_resident(), make_staff(Role.MANAGER, unit=office, area=VILLAGE),
        make_staff(Role.OFFICER, unit=lamps), make_staff(Role.CLERK, unit=make_unit(f"office-{TOWN}"), area=TOWN),
        make_staff(Role.OPERATOR),
    )  # fmt: skip


def browser(reader: Reader | None = None, language: str = "en") -> Client:
    """A browser, signed in or not."""
    client = Client()
    client.cookies["linli_language"] = language
    if reader and reader.account:
        client.force_login(reader.account, backend="linli.people.backend.AccountBackend")
    return client


def renewed(reader: Reader) -> Reader:
    assert reader.account is not None
    return reader_of(reader.account)


def address(case: Case, noun: str = "") -> str:
    return f"/matters/{number_text(case.number, case.opened_at)}/{f'{noun}/' if noun else ''}"


def filled(page: Any, **changes: str) -> dict[str, str]:
    """The report form of a page as a person fills it in."""
    form = page.context["form"]
    return {
        "key": form["key"].value(), "account": form["account"].value(), "basket": str(page.context["photos"].basket),
        "kind": "M01037", "town": TOWN, "village": VILLAGE, "words": WORDS,
    } | changes  # fmt: skip
