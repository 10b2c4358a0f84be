import pytest
from django.test import Client

from linli.knowledge.domain.article import Wording, write_article
from linli.people.models import Account
from tests.cases.conftest import people  # noqa: F401  (the same people)
from tests.factories import COUNTY

BACKEND = "linli.people.backend.AccountBackend"


def wording(
    question="高龄补贴从几岁开始？", answer="年满 80 周岁，从次月起发放。", source="融政办〔2024〕3号", until=None
):
    return Wording(question, answer, source, until)


@pytest.fixture(autouse=True)
def _static_folder(settings):
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns where it is missing


@pytest.fixture
def write(people):  # noqa: F811
    """Write an article of the lamp office, and have it approved if wanted."""
    from linli.knowledge.domain.article import approve_article

    def _write(*, approved=True, offer=True, **words):
        article = write_article(wording(**words), by=people.officer, unit=people.lamps.id, area=COUNTY, offer=offer)
        if approved:
            approve_article(article, by=people.dispatcher)
        article.refresh_from_db()
        return article

    return _write


@pytest.fixture
def sit():
    def _sit(reader):
        client = Client()
        client.force_login(Account.objects.get(id=reader.actor_id), backend=BACKEND)
        client.cookies["linli_language"] = "zh-hans"
        return client

    return _sit
